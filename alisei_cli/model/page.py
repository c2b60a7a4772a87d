"""The page of a rule: one sentence, the reason, and examples that the tests run."""

import re
from dataclasses import dataclass
from textwrap import indent

BASE = """\
id: {id}
status: active
names:
  - {{value: {name}, lang: it, kind: display}}
type: company
head_office: {{region: {region}, country: IT}}
sources:
  - {{url: https://www.istitutorossi.it, accessed: 2026-11-23}}
"""
"""Fields of every entry in an example, unless the example has its own; its name comes from its id."""
TERMS = """\
# yaml-language-server: $schema=schema/taxonomy.schema.json
version: 1.0.0
facets:
  stakeholder-type:
    labels: {it: Tipo di soggetto, en: Stakeholder type}
    terms:
      company:
        labels: {it: Impresa, en: Company}
  sector:
    labels: {it: Settore, en: Sector}
    terms:
"""
"""Lines of ``taxonomy.yaml`` above the terms of an example."""
_PHARMA = {"pharma": "pharma:\n  labels: {it: Farmaceutico, en: Pharmaceuticals}\n"}
"""The first term, unless the example has its own."""
_FIELD = re.compile(r"^(\S+):.*\n(?:[ \t\\-].*\n)*", re.MULTILINE)
_HEAD = re.compile(r"(?:[#%-].*\n)+")
_FENCE = re.compile(r"^```(\w+) (\S+)(?: (\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A file of an example.

    ``form`` says how it is written down: ``fields`` or ``bytes`` (those fields of an entry that matter here), ``terms``
    (those of the taxonomy), ``yaml`` (the whole file), ``link``...; ``content`` is repeated ``times`` times.
    """

    form: str
    path: str
    content: str
    times: int = 1

    @property
    def text(self) -> str:
        """Content of the whole file."""
        if self.form == "terms":
            return TERMS + indent("".join((_PHARMA | _split(self.content)).values()), " " * 6)
        return complete_example(self.path, self.content) if self.form in ("fields", "bytes") else self.content


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule's docstring says; ``summary`` and ``why`` are sentences of the catalogue."""

    summary: str
    why: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def parse(docstring: str) -> Page:
    """The page in a rule's docstring; an empty file under ``Right:`` is as under ``Wrong:``."""
    summary, _blank, rest = docstring.partition("\n\n")
    why = rest.partition("Why:")[2].partition("\n\n")[0]
    wrong, _heading, right = rest.partition("\nWrong:\n")[2].partition("\nRight:\n")
    before = _examples(wrong)
    same = {each.path: each for each in before}
    after = tuple(each if each.content else same[each.path] for each in _examples(right))
    return Page(_line(summary), _line(why), before, after)


def complete_example(path: str, fields: str) -> str:
    """The file of an entry: ``BASE`` with these fields in place of its own or besides.

    A field that ``BASE`` lacks goes below the field above it, the first ones above ``sources``. Lines above all fields replace
    the modeline.
    """
    _registry, folder, *region, file = path.split("/")
    id_ = file.partition(".")[0]
    base = BASE.format(id=id_, name=id_.replace("-", " ").title(), region="".join(region))
    entry, own = _split(base), _split(fields)
    if folder != "stakeholders":
        del entry["type"], entry["head_office"]
    order, place = list(entry), list(entry).index("sources")
    for name in own:
        if name in entry:
            place = order.index(name)
        else:
            order.insert(place, name)
        place += 1
    up, kind = "../" * path.count("/"), folder.removesuffix("s")
    above = _HEAD.match(fields) or (f"# yaml-language-server: $schema={up}schema/{kind}.schema.json\n",)
    return above[0] + "".join((entry | own)[name] for name in order)


def _split(text: str) -> dict[str, str]:
    """The lines of each field, or term, by its name; of one given twice, both."""
    found: dict[str, str] = {}
    for match in _FIELD.finditer(text):
        found[match[1]] = found.get(match[1], "") + match[0]
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _examples(text: str) -> tuple[Example, ...]:
    return tuple(Example(form, path, content, int(times or 1)) for form, path, times, content in _FENCE.findall(text))
