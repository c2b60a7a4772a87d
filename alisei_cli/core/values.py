"""Values by the names that people type: codes, labels in either language, synonyms, beginnings that mean nothing else."""

import re
import shlex
from collections.abc import Sequence

from alisei_cli.core.places import PLACES
from alisei_cli.core.spellings import Spellings, meanings, spell_values
from alisei_cli.errors import UsageError
from alisei_cli.folding import fold, strip_endings
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.model.properties import BESIDES
from alisei_cli.nearest import find_nearest_by

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


def find_value_called(name: str, typed: str, context: Context) -> str:
    """The value of ``name`` that is typed, or that is called so.

    The beginning of a name will do only where the whole word means nothing else: "south" is an area, although South Tyrol
    begins so.

    Raises:
        UsageError: there is none, or there are several.
    """
    facet = None if name in BESIDES else context.facet_called(name)
    spellings = spell_values(facet or name, context)
    if typed in spellings:
        return typed
    own = own_values(name, typed, spellings)
    if len(own) == 1:
        return own[0]
    own = own or match_beginning(typed, spellings)
    found = meanings(typed, context, facet or name)
    if len(own) == 1 and not found:
        return own[0]
    areas = [each for each in found if each[0] == "area"]
    if found and name in PLACES:
        near = write_conditions(areas or [*((name, value) for value in own), *found])
    elif found:
        near = write_conditions([*((name, value) for value in own or find_nearest_by(typed, spellings)), *found])
    else:
        near = (own or find_nearest_by(typed, spellings) or (_places_near(typed, context) if name in PLACES else []))[:SOME]
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


def write_conditions(found: Sequence[tuple[str, str]]) -> list[str]:
    """Conditions as they are typed."""
    return [quote_word(f"{name}={value}") for name, value in found[:SOME]]


def _places_near(typed: str, context: Context) -> list[str]:
    """Areas, regions and provinces that are spelled almost so."""
    known = {
        (name, value): names for name in ("area", "region", "province") for value, names in spell_values(name, context).items()
    }
    return find_nearest_by(typed, {f"{name}={value}": names for (name, value), names in known.items()})


def own_values(name: str, typed: str, spellings: Spellings) -> list[str]:
    """The values of ``name`` that are called so."""
    return match_exactly(typed, spellings, is_inflected=name not in PLACES)


def match_exactly(typed: str, spellings: Spellings, *, is_inflected: bool) -> list[str]:
    """The keys that are called so, else those in another number or gender where names have one."""
    wanted = fold(typed)
    if not wanted:
        return []
    forms = {key: [fold(name) for name in names] for key, names in spellings.items()}
    exact = [key for key, names in forms.items() if wanted in names]
    if exact or not is_inflected:
        return exact
    bare = strip_endings(wanted)
    return [key for key, names in forms.items() if bare in map(strip_endings, names)]


def match_beginning(typed: str, spellings: Spellings) -> list[str]:
    """The keys of which a name begins with these words."""
    start = f"{fold(typed)} "
    return [key for key, names in spellings.items() if start != " " and any(fold(name).startswith(start) for name in names)]


def quote_word(word: str) -> str:
    """A word as it is typed in a shell, in quotation marks where it needs them."""
    if shlex.quote(word) == word or _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if _NO_SHELL.fullmatch(word) else shlex.quote(word)
