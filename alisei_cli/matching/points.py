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
    "need-meets-offer": Share(kind=0.22, technology=0.14, area=0.10, trl=0.03),
    "need-meets-need": Share(kind=0.11, technology=0.07, area=0.05, trl=0.015),
    "offer-meets-need": Share(kind=0.13, technology=0.08, area=0.06, trl=0.02),
}
"""Only the better of the first two counts: the same need is met once."""
LIKENESS: Mapping[str, float] = {
    "technology": 0.11,
    "area": 0.09,
    "value-chain": 0.08,
    "sector": 0.06,
    "place": 0.04,
    "tie": 0.04,
}
"""Most points of what two bodies are and do; the first two only where nothing that is sought is offered."""
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
SERVES: Mapping[str, tuple[str, ...]] = {
    "research-collaboration": ("research-education",),
    "joint-rd-project": ("research-education",),
    "eu-consortium": ("research-education",),
    "clinical-study-partnership": ("hospital-care", "contract-research"),
    "data-biobank-sharing": ("hospital-care", "diagnostic-services"),
    "distribution-deal": ("distribution-logistics",),
    "manufacturing-supply-deal": ("contract-manufacturing", "process-packaging-machinery", "suppliers-engineering"),
    "access-services": ("contract-research", "testing-laboratories"),
    "laboratory-access": ("contract-research", "testing-laboratories", "research-education"),
    "validation-site": ("healthcare-provision", "hospital-care", "long-term-home-care"),
    "expert-advice-training": ("regulatory-quality-consulting", "ip-legal-services"),
}
"""Sectors of those who can give what is sought, by kind of collaboration."""
BESIDE: frozenset[frozenset[str]] = frozenset({frozenset({"clinical-study-partnership", "validation-site"})})
"""Kinds of collaboration that stand under different parents and are near all the same: they count as siblings."""
NEARNESS: Mapping[str, float] = {"same": 1.0, "parent": 0.6, "child": 0.6, "sibling": 0.3, "any": 0.3}
"""How near another term is; ``any`` is a term that stands for its whole facet, such as ``cross-area``."""
RARITY = 10
"""A term with ``n`` terms below it counts ``RARITY / (RARITY + n)``."""
CLASH = 0.25
"""The kind of collaboration counts only this part for each of technologies and areas that both items name without any being near."""
MET = 0.4
"""Two items whose kinds are at least this near meet in earnest: likeness in technologies and areas then adds nothing."""
NEARER: Mapping[str, float] = {"region": 1.0, "area": 0.5, "country": 0.5}
"""A shared region, area of Italy, or country abroad."""
DIGITS = 12
"""Points are rounded to this many digits, so that equal ones are equal."""
TIE = 9
"""Scores that are equal to this many digits are a tie, which the ids decide."""
