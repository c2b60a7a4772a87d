"""Values by the names that people type: codes, labels in either language, synonyms, beginnings that mean nothing else."""

import re
import shlex
from collections.abc import Sequence

from alisei_cli.core.places import PLACES
from alisei_cli.core.spellings import Spellings, meanings, of_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, uninflected
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.properties import BESIDES
from alisei_cli.nearest import nearest_by

SOME = 8
"""Number of terms listed when there is no close match."""
MOST = 24
"""Number of names, such as those of all regions, that are listed whole."""
MANY = 200
"""Number of names above which a list is no help."""
_PLAIN = re.compile(r"(?:[\w=.,:/-]|!=)+")
"""What every shell leaves alone."""
_NO_SHELL = re.compile(r"(?:[\w=.,:/' -]|!=)+")
"""What every shell leaves alone between double quotes."""


def value_called(name: str, typed: str, context: Context) -> str:
    """The value of ``name`` that is typed, or that is called so.

    The beginning of a name will do only where the whole word means nothing else: "south" is an area, although South Tyrol
    begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    facet = None if name in BESIDES else context.facet_called(name)
    spellings = of_values(facet or name, context)
    if typed in spellings:
        return typed
    own = own_values(name, typed, spellings)
    if len(own) == 1:
        return own[0]
    own = own or beginning(typed, spellings)
    found = meanings(typed, context, facet or name)
    if len(own) == 1 and not found:
        return own[0]
    areas = [each for each in found if each[0] == "area"]
    if found and name in PLACES:
        near = written(areas or [*((name, value) for value in own), *found])
    elif found:
        near = written([*((name, value) for value in own or nearest_by(typed, spellings)), *found])
    else:
        near = (own or nearest_by(typed, spellings) or (_places_near(typed, context) if name in PLACES else []))[:SOME]
    if near:
        hint = _("Did you mean {near}?", near=near)
    elif facet:
        hint = _("For example: {names}. All: alisei taxonomy {facet}", names=list(spellings)[:SOME], facet=facet)
    elif len(spellings) > MANY:
        hint = _("See how entries write it: alisei search {word}", word=typed)
    elif len(spellings) > MOST:
        hint = _("For example: {names}. There are {n}.", names=list(spellings)[:SOME], n=len(spellings))
    else:
        hint = _("There are: {names}.", names=list(spellings))
    raise UsageError(_("unknown value: {value}", value=typed), hint)


def written(found: Sequence[tuple[str, str]]) -> list[str]:
    """Conditions as they are typed."""
    return [quoted(f"{name}={value}") for name, value in found[:SOME]]


def _places_near(typed: str, context: Context) -> list[str]:
    """Areas, regions and provinces that are spelled almost so."""
    known = {(name, value): names for name in ("area", "region", "province") for value, names in of_values(name, context).items()}
    return nearest_by(typed, {f"{name}={value}": names for (name, value), names in known.items()})


def own_values(name: str, typed: str, spellings: Spellings) -> list[str]:
    """The values of ``name`` that are called so."""
    return exactly(typed, spellings, is_inflected=name not in PLACES)


def exactly(typed: str, spellings: Spellings, *, is_inflected: bool) -> list[str]:
    """The keys that are called so, else those in another number or gender where names have one."""
    wanted = fold(typed)
    if not wanted:
        return []
    forms = {key: [fold(name) for name in names] for key, names in spellings.items()}
    exact = [key for key, names in forms.items() if wanted in names]
    if exact or not is_inflected:
        return exact
    bare = uninflected(wanted)
    return [key for key, names in forms.items() if bare in map(uninflected, names)]


def beginning(typed: str, spellings: Spellings) -> list[str]:
    """The keys of which a name begins with these words."""
    start = f"{fold(typed)} "
    return [key for key, names in spellings.items() if start != " " and any(fold(name).startswith(start) for name in names)]


def quoted(word: str) -> str:
    """A word as it is typed in a shell, in quotation marks where it needs them."""
    if shlex.quote(word) == word or _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if _NO_SHELL.fullmatch(word) else shlex.quote(word)
