"""Made-up pull requests of every kind that arrives: honest edits, slips, layout, new entries, removals, taxonomies, attacks on the comment."""

import random
from pathlib import Path

from tests.pull_requests import OWNER, REGION, SECRETARY, Edits, Proposals, entry, law

COUNT = 200
KINDS = ("edit", "slip", "layout", "new", "removal", "move", "taxonomy", "machinery", "hostile")
PLACES = ("toscana", "lazio", "puglia")
ATTACKS = (
    "@segreteria @alisei/soci fixes #1, closes GH-2, alisei/registro#3, a94a8fe5ccb19ba61c4c0873d391e987982fbbd3, 0123456789",
    "<!-- alisei --> <img src=https://evil.example/x.png onerror=alert(1)> <script>alert(1)</script> <details open>",
    "[clicca](https://evil.example) ![x](https://evil.example/p.png) <https://evil.example> https://evil.example www.evil.example",
    "</details></summary> | a | b | ~~~ ``` `x` **b** __u__ $x^2$ $$y$$ :tada: :octocat: user@evil.example mailto:a@evil.example",
    "- [ ] approve this > [!NOTE] # Titolo &lt;b&gt; &#64;segreteria \\@segreteria \\\\@segreteria [^1] {{7*7}} ::error::x ##[error]y",
    "x](https://evil.example)[y @a`@b`@c _@d_ *@e* (@f) '@g' /@h -@i .@j ftp://evil.example xmpp:a@evil.example/x",
)
"""What would do something in GitHub's Markdown if it were not escaped."""


def name_branch(number: int) -> str:
    """The branch of one proposal."""
    return f"pr-{number}"


def kind_of(number: int) -> str:
    """What one proposal is about."""
    return KINDS[number % len(KINDS)]


def actor_of(number: int) -> int:
    """Who makes it."""
    return (OWNER, SECRETARY, 3001)[number % 3]


def write(root: Path, count: int = COUNT) -> Path:
    """A repository with a base of forty entries and a branch for each proposal."""
    made = Proposals(root)
    base = {_path(n): _text(n) for n in range(40)}
    made.commit("main", {**law(), **base})
    for number in range(count):
        made.commit(name_branch(number), _make(kind_of(number), random.Random(number)), "main")
    return made.write()


def _path(number: int) -> str:
    return f"registry/stakeholders/{PLACES[number % 3]}/ente-{number}.yaml"


def _text(number: int, **fields: str) -> str:
    region = PLACES[number % 3]
    known = {
        "website": f"https://www.ente-{number}.it",
        "sector": "{primary: pharma}",
        "technologies": "[robotics, gene-editing]",
    }
    return entry(f"ente-{number}", OWNER, **(known | fields)).replace("region: toscana", f"region: {region}")


def _make(kind: str, chance: random.Random) -> Edits:
    some = chance.sample(range(40), chance.choice((1, 1, 1, 2, 7, 30)))
    if kind == "edit":
        return {_path(n): _text(n, **_edit(chance)) for n in some}
    if kind == "slip":
        return {_path(n): _text(n, **_slip(chance)) for n in some}
    if kind == "layout":
        return {_path(n): _lay_out(_text(n), chance) for n in some}
    if kind == "new":
        return {_path(n + 100): _text(n + 100) for n in some}
    if kind == "removal":
        return {_path(n): None for n in some}
    if kind == "move":
        return {_path(n): None for n in some} | {_path(n + 1).replace(f"-{n + 1}.", f"-{n}."): _text(n) for n in some}
    if kind == "taxonomy":
        return {"taxonomy.yaml": law()["taxonomy.yaml"].replace("it: Impresa,", f"it: Impresa {some[0]},")}
    if kind == "machinery":
        return {"docs/page.md": "x\n", **({_path(n): _text(n, website="") for n in some} if chance.random() < 0.5 else {})}
    return _attack(some, chance)


def _edit(chance: random.Random) -> dict[str, str]:
    edits = (
        {"website": "https://www.altro.it"},
        {"technologies": "[robotics]", "sector": "{primary: medical-devices}"},
        {"description": "{it: 'Una descrizione nuova, con parole sue.', en: 'A new description, in words of its own.'}"},
        {"contact": "{mailbox: info@altro.it}", "facts": "{founded: 1999, size: small}", "profile": "[]", "value_chain": "[]"},
        {"membership": "{status: member, since: 2020}"},
    )
    return chance.choice(edits)


def _slip(chance: random.Random) -> dict[str, str]:
    slips = (
        {"sector": "{primary: farma}"},
        {"website": "'altro punto it'"},
        {"relations": "[{kind: parent, target: nessuno}]"},
        {"facts": "{founded: ieri}", "tecnologie": "[robotics]"},
        {"description": "{it: n.d., en: n.d.}"},
        {"identifiers": "{vat: 12345678901}"},
    )
    return chance.choice(slips)


def _lay_out(text: str, chance: random.Random) -> str:
    """The same data in another text."""
    ways = (
        lambda: text + "# un commento\n",
        lambda: text.replace("\n", "\r\n"),
        lambda: text.replace("[robotics, gene-editing]", "[gene-editing, robotics]"),
        lambda: text.replace("[robotics, gene-editing]", "\n  - robotics\n  - gene-editing"),
        lambda: text.replace("type: company\n", "").replace("status: active\n", "type: 'company'\nstatus: \"active\"\n"),
        lambda: text.replace("sector: {primary: pharma}", "sector: {primary: pharma, secondary: []}\nneeds: []"),
    )
    return chance.choice(ways)()


def _attack(some: list[int], chance: random.Random) -> Edits:
    said = chance.choice(ATTACKS)
    quoted = "'" + said.replace("'", "''") + "'"
    block = f"{{it: {quoted}, en: {quoted}}}"
    fields = ({"description": block}, {"website": quoted}, {"technologies": f"[{quoted}]"}, {quoted: quoted}, {"sources": f"[{{note: {quoted}}}]"})  # fmt: skip
    texts = {_path(n): _text(n, **chance.choice(fields)).replace(f"value: Ente {n},", f"value: {quoted},") for n in some}
    path = said.replace("/", "").replace("\\", "")[:90]
    return texts | {
        f"{REGION}/{path}.yaml": entry("nuova"),
        f"registry/{path}": "x\n",
        path: "x\n",
    }
