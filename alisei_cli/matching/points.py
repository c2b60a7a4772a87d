"""The stated tables of matching: most points of each reason, how near two terms are, how much a wide term counts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """Most points of two items that meet: for the kind of collaboration, technologies, therapeutic areas and TRL."""

    kind: float
    technology: float
    area: float
    trl: float

    @property
    def whole(self) -> float:
        """Most points of two items together."""
        return self.kind + self.technology + self.area + self.trl


MEETINGS: Mapping[str, Share] = {
    "need-meets-offer": Share(kind=0.30, technology=0.15, area=0.12, trl=0.03),
    "need-meets-need": Share(kind=0.15, technology=0.08, area=0.06, trl=0.01),
    "offer-meets-need": Share(kind=0.10, technology=0.05, area=0.04, trl=0.01),
}
"""Only the better of the first two counts: the same need is met once."""
LIKENESS: Mapping[str, float] = {
    "technology": 0.06,
    "area": 0.05,
    "value-chain": 0.06,
    "sector": 0.03,
    "place": 0.06,
    "tie": 0.05,
}
"""Most points of what two bodies have in common; the first two only where nothing that is sought is offered."""
DOES: Mapping[str, tuple[str, ...]] = {
    "research-collaboration": ("research-development",),
    "joint-rd-project": ("research-development",),
    "eu-consortium": ("research-development",),
    "clinical-study-partnership": ("clinical-development", "care-delivery"),
    "data-biobank-sharing": ("clinical-development", "care-delivery", "basic-research"),
    "technology-transfer-deal": ("technology-transfer",),
    "licensing": ("technology-transfer", "translational-research"),
    "co-development": ("product-engineering", "preclinical-development"),
    "proof-of-concept": ("technology-transfer", "translational-research"),
    "new-venture": ("technology-transfer",),
    "business-partnership": ("market",),
    "distribution-deal": ("marketing-distribution",),
    "manufacturing-supply-deal": ("manufacturing", "quality-control"),
    "internationalisation-partner": ("marketing-distribution",),
    "access-services": ("research-development", "quality-control"),
    "laboratory-access": ("research-development", "quality-control"),
    "validation-site": ("care-delivery", "clinical-development", "health-technology-assessment"),
    "expert-advice-training": ("education-training", "regulatory-affairs", "health-technology-assessment"),
}
"""Steps of the value chain of those who can give what is sought, by kind of collaboration."""
NEARNESS: Mapping[str, float] = {"same": 1.0, "parent": 0.6, "child": 0.6, "sibling": 0.3, "any": 0.3}
"""How near another term is; ``any`` is a term that stands for its whole facet, such as ``cross-area``."""
RARITY = 10
"""A term with ``n`` terms below it counts ``RARITY / (RARITY + n)``."""
CLASH = 0.5
"""The kind of collaboration counts this much less for each of technologies and areas that both items name without any being near."""
NEARER: Mapping[str, float] = {"region": 1.0, "area": 0.5, "country": 0.5}
"""A shared region, area of Italy, or country abroad."""
DIGITS = 12
"""Points are rounded to this many digits, so that equal ones are equal."""
TIE = 9
"""Scores that are equal to this many digits are a tie, which the ids decide."""
