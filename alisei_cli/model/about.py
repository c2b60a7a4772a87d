"""What a registry is called where it is shown and cited, as its policy says; plain words where it says nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alisei_cli.folding import fold
from alisei_cli.language import Labels

LONGEST = 200
"""Characters of a name; what is longer is none."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,99}\Z")
_ADDRESS = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9._~-]+)*/\Z")
_THEME = re.compile(r"[A-Z]{4}\Z")
_CREATIVE = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([0-9]\.[0-9])\Z")


@dataclass(frozen=True, slots=True)
class About:
    """The block ``registry`` of the policy, and the licence of the data."""

    name: str = ""
    """A short name, fit for a file or a package; empty where none is given."""
    title: Labels = Labels("Registro", "Registry")  # noqa: RUF009 (frozen)
    subject: Labels = title
    """What the registry is about."""
    members: Labels = Labels("soci", "members")  # noqa: RUF009 (frozen)
    membership: Labels = Labels("adesione", "membership")  # noqa: RUF009 (frozen)
    holds_tool: bool = False
    """Whether the program is in the same repository, so that a clone is enough to install it."""
    licence: str | None = None
    """SPDX code of the licence of the data."""
    address: str = ""
    """Where the IRIs of entries and terms begin, with a slash at its end; empty where the registry has none."""
    publisher: str = ""
    """Id of the entry of the body that publishes the registry; empty where none is given."""
    themes: tuple[str, ...] = ()
    """Codes of the EU's data themes, such as ``HEAL``."""

    @property
    def initial_members(self) -> Labels:
        """``members`` as the first words of a sentence."""
        return Labels(*(text[:1].upper() + text[1:] for text in (self.members.it, self.members.en)))

    @property
    def owner_words(self) -> frozenset[str]:
        """Words, folded, for the body whose members are meant, which say no more beside a word for members."""
        said = (self.members.it, self.members.en, self.membership.it, self.membership.en)
        names = " ".join(word for text in said for word in text.split()[1:] if word[:1].isupper())
        return frozenset({"cluster", *fold(names).split()})

    @property
    def citation(self) -> str:
        """How to cite the registry in the language of the moment."""
        return self.cite(str(self.title))

    def cite(self, title: str) -> str:
        """``title`` with name, licence and its address, as far as they are known."""
        named = f"{title} ({self.name})" if self.name else title
        if self.licence is None:
            return named
        found = _CREATIVE.match(self.licence)
        return f"{named}, {f'CC {found[1]} {found[2]}' if found else self.licence}, {self.licence_address}"

    @property
    def licence_address(self) -> str | None:
        """Web address of the licence: that of Creative Commons, else that of SPDX."""
        if self.licence is None:
            return None
        found = _CREATIVE.match(self.licence)
        if not found:
            return f"https://spdx.org/licenses/{self.licence}"
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"


def read_about(policy: Mapping[str, Any]) -> About:
    """Read what ``policy`` says of the registry; what is missing or no name is as in ``About()``."""
    block, licence = _block(policy.get("registry")), _block(policy.get("licence")).get("data")
    plain = About()
    title = _labels(block.get("title"), plain.title)
    themes = block.get("themes")
    return About(
        _matching(_NAME, block.get("name")),
        title,
        _labels(block.get("subject"), title),
        _labels(block.get("members"), plain.members),
        _labels(block.get("membership"), plain.membership),
        block.get("holds_tool") is True,
        _matching(_SPDX, licence) or None,
        _matching(_ADDRESS, block.get("address")),
        _matching(_NAME, block.get("publisher")),
        tuple(code for each in (themes if isinstance(themes, list) else ()) if (code := _matching(_THEME, each))),
    )


def _block(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _matching(form: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and len(value) <= LONGEST and form.match(value) else ""


def _labels(value: object, otherwise: Labels) -> Labels:
    known = [text for each in ("it", "en") if isinstance(text := _block(value).get(each), str) and 0 < len(text) <= LONGEST]
    return Labels(*known) if len(known) == 2 else otherwise
