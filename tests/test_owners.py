"""Who may make a change: every attack of the threat model and every legitimate edit, on real commits.

A row of a table is a proposal and what comes of it for each account; a path that is not named has the reason of the row.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from alisei_cli.core.owners import check_owners
from alisei_cli.model.ownership import Ownership
from alisei_cli.store.change_sets import read_change_set
from tests.pull_requests import (
    BIANCHI,
    GROUP,
    OTHER,
    OWNER,
    REGION,
    ROSSI,
    SECOND,
    SECRETARY,
    STRANGER,
    VERDI,
    Blob,
    Edits,
    entry,
    make,
    policy,
    registry,
    rossi,
)

NEW = f"{REGION}/nuova.yaml"
TAXONOMY = "taxonomy.yaml"
LINK, SUBMODULE, PROGRAM = Blob("bianchi.yaml", "120000"), Blob("1" * 40, "160000"), Blob(rossi(), "100755")

# What a maintainer does with an entry, and the fields of it that the secretariat decides on ("": the entry as a whole).

FREE: Mapping[str, str] = {
    "a field changed": rossi(website="https://www.rossi.org"),
    "a field cleared": rossi(website=""),
    "a field added": rossi(contact="{mailbox: info@rossi.it}"),
    "every other field": rossi(website="", sector="{primary: pharma}", technologies="[robotics]", description="{it: Uno, en: One}"),
    "a comment": rossi() + "# a comment\n",
    "lines that end as on Windows": rossi().replace("\n", "\r\n"),
    "a byte-order mark": "\ufeff" + rossi(),
    "no end of line": rossi().rstrip("\n"),
    "maintainers in another order": rossi(SECOND, OWNER),
    "membership written otherwise": rossi(membership='{since: 2013, status: "member"}'),
    "an empty list of secretariat fields": rossi(membership="{status: member, since: 2013, until: null}"),
    "inactive": rossi().replace("status: active", "status: inactive\nstatus_since: 2026\nstatus_reason: Chiusa"),
    "withdrawn": rossi().replace("status: active", "status: withdrawn\nstatus_since: 2026\nstatus_reason: Chiesto"),
    "confirmed by the organisation": rossi(verified="{on: 2026-11-20, by: organisation}"),
    "a field that no schema has": rossi(nickname="Rossi"),
    "a term that does not exist": rossi(technologies="[magic]"),
    "a successor without a merger": rossi(successor="bianchi"),
}  # fmt: skip
BOUND: Mapping[str, tuple[str | None, str]] = {
    "deleted": (None, ""),
    "membership changed": (rossi(membership="{status: former, since: 2013, until: 2026}"), "/membership"),
    "membership cleared": (rossi(membership=""), "/membership"),
    "a field of membership": (rossi(membership="{status: member, since: 2012}"), "/membership"),
    "membership as a text": (rossi(membership="member"), "/membership"),
    "a maintainer added": (rossi(OWNER, SECOND, STRANGER), "/maintainers"),
    "a maintainer dropped": (rossi(OWNER), "/maintainers"),
    "all maintainers dropped": (rossi(said="maintainers: []\n"), "/maintainers"),
    "a maintainer replaced": (rossi(OWNER, STRANGER), "/maintainers"),
    "an id as a text": (rossi(said=f'maintainers: [{{github: u1001, id: "{OWNER}"}}, {{github: u1002, id: 1002}}]\n'), "/maintainers"),
    "the login of a maintainer": (rossi().replace("u1002", "u3001"), "/maintainers"),
    "merged": (rossi().replace("status: active", "status: merged\nsuccessor: bianchi"), "/status /successor"),
    "confirmed by the secretariat": (rossi(verified="{on: 2026-11-20, by: secretariat}"), "/verified/by"),
    "another id": (rossi().replace("id: rossi", "id: rossi-uno"), "/id"),
    "no id": (rossi().replace("id: rossi\n", ""), "/id"),
    "two fields": (rossi(OWNER, membership="", website=""), "/maintainers /membership"),
    "not YAML any more": (rossi() + "sites: [\n", ""),
    "a field twice": (rossi() + f"maintainers: [{{github: u{STRANGER}, id: {STRANGER}}}]\n", ""),
    "an anchor": (rossi(description="&x {it: Uno}"), ""),
    "no block at all": ("- rossi\n", ""),
    "empty": ("", ""),
    "too large": (rossi() + "#" * 300_000 + "\n", ""),
    "invisible signs": (rossi(website="https://www.rossi\u202e.it"), ""),
}  # fmt: skip

Row = tuple[int, Edits, str | Mapping[str, str]]
"""Account, proposal, and the reason of its paths, or of each."""

NEW_ENTRIES: Mapping[str, Row] = {
    "a new entry": (STRANGER, {NEW: entry("nuova")}, "new-entry"),
    "a new entry of one's own": (OWNER, {NEW: entry("nuova", OWNER)}, "new-entry"),
    "a new entry that names the secretariat": (STRANGER, {NEW: entry("nuova", SECRETARY)}, "new-entry"),
    "a new entry that cannot be read": (STRANGER, {NEW: "names: ["}, "new-entry"),
    "a new group": (STRANGER, {"registry/groups/gdl-due.yaml": entry("gdl-due", STRANGER)}, "new-entry"),
    "a new entry by the secretariat": (SECRETARY, {NEW: entry("nuova")}, "secretariat-acts"),
    "one that cannot be read by the secretariat": (SECRETARY, {NEW: "names: ["}, "secretariat-field"),
    "a new entry beside one's own": (OWNER, {NEW: entry("nuova"), ROSSI: rossi(website="")}, {NEW: "new-entry", ROSSI: "own-entry"}),
    "an entry without maintainers": (STRANGER, {VERDI: entry("verdi", website="https://verdi.it")}, "nobody-owns-it"),
    "an entry without maintainers deleted": (OWNER, {VERDI: None}, "nobody-owns-it"),
    "an entry without maintainers taken": (STRANGER, {VERDI: entry("verdi", STRANGER)}, "nobody-owns-it"),
}  # fmt: skip
TAKEOVERS: Mapping[str, Row] = {
    "the maintainers swapped": (STRANGER, {BIANCHI: entry("bianchi", STRANGER)}, "foreign-entry"),
    "oneself added": (OWNER, {BIANCHI: entry("bianchi", OTHER, OWNER)}, "foreign-entry"),
    "the maintainers of another entry": (OWNER, {BIANCHI: entry("bianchi", OWNER), ROSSI: rossi(OTHER)}, {BIANCHI: "foreign-entry", ROSSI: "secretariat-field"}),
    "a comment by a stranger": (STRANGER, {BIANCHI: entry("bianchi", OTHER) + "# x\n"}, "foreign-entry"),
    "deleted by a stranger": (STRANGER, {BIANCHI: None}, "foreign-entry"),
    "one of several is one's own": (OWNER, {ROSSI: rossi(website=""), GROUP: entry("gdl-uno", OWNER, website="https://a.it"), BIANCHI: None}, {ROSSI: "own-entry", GROUP: "own-entry", BIANCHI: "foreign-entry"}),
    "two entries of one's own": (OWNER, {ROSSI: rossi(website=""), GROUP: entry("gdl-uno", OWNER, website="https://a.it")}, "own-entry"),
    "the thirty-first file": (OWNER, {**{f"{REGION}/nuova-{n}.yaml": entry(f"nuova-{n}") for n in range(400)}, f"{REGION}/verdi.yaml": None, BIANCHI: None}, {**{f"{REGION}/nuova-{n}.yaml": "new-entry" for n in range(400)}, VERDI: "nobody-owns-it", BIANCHI: "foreign-entry"}),
    "cannot be read any more": (STRANGER, {BIANCHI: "names: ["}, "foreign-entry"),
    "another id of one's own entry": (OWNER, {ROSSI: rossi().replace("id: rossi", "id: bianchi")}, "foreign-entry"),
    "another id in other letters": (OWNER, {ROSSI: rossi().replace("id: rossi", "id: BIANCHI")}, "foreign-entry"),
    "another id in one's own entry of another kind": (OWNER, {GROUP: entry("bianchi", OWNER)}, "foreign-entry"),
    "the id of an entry in another file": (STRANGER, {NEW: entry("bianchi", STRANGER)}, "foreign-entry"),
    "a file of the same name": (STRANGER, {"registry/stakeholders/lazio/bianchi.yaml": entry("x", STRANGER)}, "foreign-entry"),
    "a file of the same name in another kind": (STRANGER, {"registry/events/bianchi.yaml": entry("x", STRANGER)}, "foreign-entry"),
    "a dot after the name": (STRANGER, {f"{REGION}/bianchi.x.yaml": entry("x", STRANGER)}, "foreign-entry"),
    "moved": (STRANGER, {BIANCHI: None, "registry/stakeholders/lazio/bianchi.yaml": entry("bianchi", OTHER)}, "foreign-entry"),
    "moved and taken": (OWNER, {BIANCHI: None, "registry/stakeholders/lazio/bianchi.yaml": entry("bianchi", OWNER)}, "foreign-entry"),
    "one's own moved": (OWNER, {ROSSI: None, "registry/stakeholders/lazio/rossi.yaml": rossi()}, {ROSSI: "secretariat-field", "registry/stakeholders/lazio/rossi.yaml": "new-entry"}),
    "one's own moved onto another": (OWNER, {ROSSI: None, BIANCHI: rossi()}, {ROSSI: "secretariat-field", BIANCHI: "foreign-entry"}),
    "one's own renamed": (OWNER, {ROSSI: None, NEW: rossi().replace("id: rossi", "id: nuova")}, {ROSSI: "secretariat-field", NEW: "new-entry"}),
    "moved by the secretariat": (SECRETARY, {BIANCHI: None, "registry/stakeholders/lazio/bianchi.yaml": entry("bianchi", OTHER)}, "secretariat-acts"),
    **{f"a twin: {name!r}": (STRANGER, {f"{REGION}/{name}.yaml": entry("x", STRANGER)}, "foreign-entry") for name in ("Bianchi", "BIANCHI", "ｂianchi", "bianchì", "biaǹchi", "bianchi ", "bianchi_")},
    **{f"a twin of the folder: {name!r}": (STRANGER, {f"registry/stakeholders/{name}/bianchi.yaml": entry("bianchi", STRANGER)}, "foreign-entry") for name in ("Toscana", "toscana ", "toscan\u00e0")},
    "a letter of another script": (STRANGER, {f"{REGION}/bi\u0430nchi.yaml": entry("x", STRANGER)}, "new-entry"),
    "a name that no reader shows": (STRANGER, {f"{REGION}/bianchi\u200b.yaml": entry("x", STRANGER)}, "machinery"),
    "a name that is not UTF-8": (STRANGER, {f"{REGION}/bianchi".encode() + b"\xff.yaml": entry("x", STRANGER)}, {f"{REGION}/bianchi\\xff.yaml": "machinery"}),
    "two names that look the same": (OWNER, {f"{REGION}/a".encode() + b"\xff.yaml": "x", f"{REGION}/a\\xff.yaml": entry("x")}, {f"{REGION}/a\\xff.yaml": "mixed new-entry"}),
    "a name with an end of line": (STRANGER, {f"{REGION}/a\nb.yaml": entry("x", STRANGER)}, "machinery"),
}  # fmt: skip
BAD_RIGHTS: Mapping[str, Row] = {
    f"rights that are none: {path}": (STRANGER, {path: entry(path.rpartition("/")[2][:-5], STRANGER)}, "nobody-owns-it")
    for path in registry()
    if "bad-" in path
}
MACHINERY: Mapping[str, Row] = {
    **{f"machinery: {path}": (OWNER, {path: "y\n"}, "machinery") for path in (
        TAXONOMY, "schema/policy.yaml", "schema/stakeholder.schema.json", ".github/workflows/validate.yml", ".github/CODEOWNERS",
        ".gitattributes", ".mailmap", ".gitmodules", "registry/.gitattributes", "registry/README.md", "registry/stakeholders/x.yaml",
        f"{REGION}/x.yml", f"{REGION}/x.YAML", f"{REGION}/.gitkeep", f"{REGION}/deep/x.yaml", f"{REGION}/rossi.yaml~", "registry/x.yaml",
        "registry/policys/x.yaml", "registry/Stakeholders/toscana/bianchi.yaml", "Registry/stakeholders/toscana/bianchi.yaml",
        "registry/people/x.yaml", "yaml.py", "conftest.py", "pyproject.toml", "README",
    )},
    **{f"machinery by the secretariat: {path}": (SECRETARY, {path: "y\n"}, "secretariat-acts") for path in (TAXONOMY, "schema/policy.yaml", "registry/README.md", ".github/CODEOWNERS")},
    "a program by the secretariat": (SECRETARY, {".ci/run": Blob("false\n", "100755")}, "secretariat-acts"),
    "machinery deleted": (OWNER, {"docs/page.md": None}, "machinery"),
    "a schema deleted": (STRANGER, {"schema/stakeholder.schema.json": None}, "machinery"),
    "with entries": (OWNER, {TAXONOMY: "x\n", "docs/page.md": None, ROSSI: rossi(website="")}, {TAXONOMY: "mixed", "docs/page.md": "mixed", ROSSI: "own-entry"}),
    "with entries by the secretariat": (SECRETARY, {TAXONOMY: "x\n", ROSSI: rossi(website="")}, {TAXONOMY: "mixed", ROSSI: "secretariat-acts"}),
    "a stray file with entries": (OWNER, {f"{REGION}/x.yml": "x\n", ROSSI: rossi(website="")}, {f"{REGION}/x.yml": "mixed", ROSSI: "own-entry"}),
    "oneself into the policy": (OWNER, {"schema/policy.yaml": policy(secretariat=f"[{{github: u{OWNER}, id: {OWNER}}}]")}, "machinery"),
    "oneself into the policy, and an entry": (OWNER, {"schema/policy.yaml": policy("[]", f"[{{github: u, id: {OWNER}}}]"), BIANCHI: None}, {"schema/policy.yaml": "mixed", BIANCHI: "foreign-entry"}),
    "no secretariat fields in the policy, and an entry": (OWNER, {"schema/policy.yaml": policy("[]"), ROSSI: rossi(OWNER)}, {"schema/policy.yaml": "mixed", ROSSI: "secretariat-field"}),
    "another kind of entry": (STRANGER, {"schema/paper.schema.json": '{"x-alisei-path": "{id}.yaml"}', "registry/papers/x.yaml": "id: x\n"}, "machinery"),
}  # fmt: skip
IRREGULAR: Mapping[str, Row] = {
    "a link for an entry": (OWNER, {ROSSI: LINK}, "not-a-regular-file"),
    "a link to another entry": (STRANGER, {NEW: LINK}, "not-a-regular-file"),
    "a link by the secretariat": (SECRETARY, {NEW: LINK}, "not-a-regular-file"),
    "a link outside the registry": (SECRETARY, {"docs/page.md": LINK}, "not-a-regular-file"),
    "a link for the folder": (OWNER, {REGION: Blob("../lazio", "120000")}, {**{path: "" for path in registry() if path.startswith(REGION)}, REGION: "not-a-regular-file"}),
    "a submodule for an entry": (OWNER, {ROSSI: SUBMODULE}, "not-a-regular-file"),
    "a submodule": (SECRETARY, {"vendor": SUBMODULE}, "not-a-regular-file"),
    "an executable entry": (OWNER, {ROSSI: PROGRAM}, "not-a-regular-file"),
    "an executable entry by the secretariat": (SECRETARY, {ROSSI: PROGRAM}, "not-a-regular-file"),
    "an executable entry made plain": (OWNER, {f"{REGION}/eseguibile.yaml": entry("eseguibile", OWNER)}, "own-entry"),
    "a link made an entry": (STRANGER, {f"{REGION}/collegata.yaml": entry("collegata", STRANGER)}, "nobody-owns-it"),
    "a link deleted": (SECRETARY, {f"{REGION}/collegata.yaml": None}, "secretariat-acts"),
    "a file for a folder": (SECRETARY, {"docs": "x\n"}, {"docs": "not-a-regular-file", "docs/page.md": "secretariat-acts"}),
    "a file for the registry": (STRANGER, {"registry": "x\n"}, {**{path: "" for path in registry() if path.startswith("registry/")}, "registry": "not-a-regular-file"}),
    "a folder for an entry": (OWNER, {ROSSI: None, f"{ROSSI}/x.yaml": rossi()}, {ROSSI: "secretariat-field", f"{ROSSI}/x.yaml": "mixed"}),
    "a folder for another's entry": (STRANGER, {BIANCHI: None, f"{BIANCHI}/bianchi.yaml": entry("bianchi", STRANGER)}, {BIANCHI: "foreign-entry", f"{BIANCHI}/bianchi.yaml": "mixed"}),
}  # fmt: skip
DECIDED: Mapping[str, Row] = {
    "a merged entry, another successor": (OWNER, {f"{REGION}/fusa.yaml": entry("fusa", OWNER).replace("status: active", "status: merged\nstatus_since: 2020\nstatus_reason: x\nsuccessor: bianchi")}, "secretariat-field"),
    "a merged entry, another field": (OWNER, {f"{REGION}/fusa.yaml": entry("fusa", OWNER, website="https://a.it").replace("status: active", "status: merged\nstatus_since: 2020\nstatus_reason: x\nsuccessor: rossi")}, "own-entry"),
    "confirmed by the secretariat on another day": (OWNER, {f"{REGION}/letta.yaml": entry("letta", OWNER, verified="{on: 2026-11-01, by: secretariat}")}, "secretariat-field"),
    "confirmed by the organisation after the secretariat": (OWNER, {f"{REGION}/letta.yaml": entry("letta", OWNER, verified="{on: 2026-11-01, by: organisation}")}, "own-entry"),
    "no confirmation any more": (OWNER, {f"{REGION}/letta.yaml": entry("letta", OWNER)}, "own-entry"),
    "nothing": (STRANGER, {}, {}),
}  # fmt: skip
ROWS: Mapping[str, Row] = {**NEW_ENTRIES, **TAKEOVERS, **BAD_RIGHTS, **MACHINERY, **IRREGULAR, **DECIDED}
EDITED: Mapping[str, str | None] = {**FREE, **{name: text for name, (text, _pointers) in BOUND.items()}}


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a branch for each row and each edit of ``ROSSI``."""
    proposals: list[Sequence[Edits]] = [
        *([{ROSSI: text}] for text in EDITED.values()),
        *([edits] for _who, edits, _why in ROWS.values()),
    ]
    return make(
        tmp_path_factory.mktemp("owners") / "repository",
        {branch(name): each for name, each in zip((*EDITED, *ROWS), proposals, strict=True)},
    )


def branch(name: str) -> str:
    """A branch for a row of a table."""
    return f"row-{[*EDITED, *ROWS].index(name)}"


def reasons(found: Ownership) -> dict[str, str]:
    """The reasons by path."""
    said: dict[str, list[str]] = {}
    for each in found.paths:
        said.setdefault(each.path, []).append(each.reason)
    return {path: " ".join(sorted(each)) for path, each in said.items()}


@pytest.mark.parametrize("name", EDITED)
def test_an_entry_is_changed_by_its_maintainers(name: str, repository: Path) -> None:
    """Each edit of one entry, by both of its maintainers, by another's, by a stranger, and by the secretariat."""
    proposal = read_change_set(repository, "main", branch(name))
    pointers = tuple(BOUND[name][1].split(" ")) if name in BOUND else ()
    for account in (OWNER, SECOND):
        (mine,) = check_owners(proposal, account).paths
        assert (mine.path, mine.reason, mine.pointers) == (ROSSI, "secretariat-field" if pointers else "own-entry", pointers)
    for account in (OTHER, STRANGER, 1, 999_999_999_999_999):
        assert reasons(check_owners(proposal, account)) == {ROSSI: "foreign-entry"}
    is_read = pointers != ("",) or EDITED[name] is None
    assert reasons(check_owners(proposal, SECRETARY)) == {ROSSI: "secretariat-acts" if is_read else "secretariat-field"}


@pytest.mark.parametrize("name", ROWS)
def test_a_proposal_gets_the_reasons_of_its_row(name: str, repository: Path) -> None:
    """Each row of the tables, path by path; a reason left empty is any that refuses or asks."""
    account, edits, expected = ROWS[name]
    found = check_owners(read_change_set(repository, "main", branch(name)), account)
    wanted = (
        dict.fromkeys((path if isinstance(path, str) else path.decode() for path in edits), expected)
        if isinstance(expected, str)
        else expected
    )
    said = reasons(found)
    assert said.keys() == wanted.keys()
    assert {path: reason for path, reason in said.items() if wanted[path]} == {
        path: reason for path, reason in wanted.items() if reason
    }
