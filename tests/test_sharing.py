"""Sharing rules: whoever sees less never sees a value that schema, policy or entry keep for fewer."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alisei_cli.core.diff import diff
from alisei_cli.core.policy import compare_rules, list_rules, show_entry
from alisei_cli.core.view import view
from alisei_cli.model.dataset import Context, Dataset, Entry
from alisei_cli.model.identity import Identity
from alisei_cli.model.schema import Schema
from alisei_cli.model.sharing import name_items
from alisei_cli.model.source import Pointer, Source, json_pointer
from alisei_cli.model.table import Table
from alisei_cli.model.view import DEFAULT, STATISTICS
from alisei_cli.store import history
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import Alisei, committed, git, make, stakeholder

ROSSI: dict[str, Any] = {
    "id": "rossi",
    "technologies": ["stem-cells", "gene-therapy"],
    "offers": [{"id": "cell-factory", "kind": "laboratory-access"}, {"id": "assay", "kind": "laboratory-access"}],
    "contact": {"mailbox": "info@example.org"},
    "facts": {"founded": 2005, "employees": 120},
    "notes": "Waits for the assembly.",
}


@pytest.fixture(scope="module")
def context(sample: Path) -> Context:
    return load_context(WorkTree(sample)).context


def seen(
    data: Mapping[str, Any], context: Any, audience: str, raised: Mapping[tuple[str, ...], str] | None = None
) -> dict[str, Any]:
    path = "registry/stakeholders/toscana/rossi.yaml"
    entry = Entry(path, "stakeholder", dict(data), Source(path, "", None), raised=raised or {})
    [found] = view(Dataset((entry,), context), audience).entries
    return found.data


def test_schema_keeps_statistics_and_notes_from_all_but_the_secretariat(context: Any) -> None:
    for audience in DEFAULT[:-1]:
        data = seen(ROSSI, context, audience)
        assert "notes" not in data
        assert data["facts"] == {"founded": 2005}
    assert seen(ROSSI, context, DEFAULT[-1]) == ROSSI


def test_entry_keeps_back_single_values_items_and_blocks(context: Any) -> None:
    sharing = {"members": ["/contact/mailbox", "/offers/assay"], "secretariat": ["/technologies/stem-cells"]}
    data = {**ROSSI, "sharing": sharing}
    public, members, secretariat = (seen(data, context, audience) for audience in DEFAULT)
    assert "contact" not in public
    assert "sharing" not in public
    assert public["offers"] == ROSSI["offers"][:1]
    assert public["technologies"] == members["technologies"] == ["gene-therapy"]
    assert members["contact"] == ROSSI["contact"]
    assert members["offers"] == ROSSI["offers"]
    assert members["sharing"] == {"members": sharing["members"]}
    assert secretariat == data


def test_statistics_of_an_entry_are_for_the_last_audience_with_a_name(context: Any) -> None:
    data = {**ROSSI, "sharing": {"statistics": ["/facts/founded"]}}
    assert all(not seen(data, context, audience)["facts"] for audience in DEFAULT[:-1])
    assert seen(data, context, DEFAULT[-1]) == data


def test_overlay_raises_values_beside_the_block(context: Any) -> None:
    raised = {("offers", Identity("cell-factory")): "secretariat", ("contact",): "members"}
    assert "contact" not in seen(ROSSI, context, "public", raised)
    assert seen(ROSSI, context, "members", raised)["offers"] == ROSSI["offers"][1:]
    assert seen(ROSSI, context, "secretariat", raised) == ROSSI


@pytest.mark.parametrize("block", ["all", ["/contact"], {"members": "/contact"}, {"members": [1]}, {"friends": ["/"]}])
def test_block_that_cannot_be_read_hides_the_whole_entry(block: Any, context: Any) -> None:
    data = {**ROSSI, "sharing": block}
    assert all(seen(data, context, audience) == {} for audience in DEFAULT[:-1])
    assert seen(data, context, DEFAULT[-1]) == data


def test_block_never_widens(context: Any) -> None:
    data = {**ROSSI, "sharing": {"public": ["/notes", "/facts/employees"], "statistics": ["/notes"]}}
    assert "notes" not in seen(data, context, "members")
    assert "employees" not in seen(data, context, "members")["facts"]


def dataset_of(data: Mapping[str, Any], context: Context, **policy: Any) -> Dataset:
    path = "registry/stakeholders/toscana/rossi.yaml"
    context = replace(context, policy={**context.policy, **policy})
    return Dataset((Entry(path, "stakeholder", dict(data), Source(path, "", None)),), context)


def shown(data: Mapping[str, Any], context: Context, audience: str | None = None) -> Table:
    """The table of the entry side by side."""
    dataset = dataset_of(data, context)
    [table] = show_entry(view(dataset, audience), {name: view(dataset, name) for name in DEFAULT}, "rossi").tables
    return table


def compared(now: Dataset, then: Context, audience: str | None = None) -> Table:
    """The table of what the rules of ``now`` open and close."""
    [table] = compare_rules(view(now, audience), view(now, DEFAULT[-1]), then).tables
    return table


@pytest.mark.parametrize("fields", [[], {"members": "contact"}, {"members": [5]}, {"members": [{"reason": "x"}]}])
def test_policy_that_cannot_be_read_shows_nothing(fields: Any, context: Any) -> None:
    [entry] = view(dataset_of(ROSSI, context, fields=fields), "members").entries
    assert entry.data == {}


def test_difference_does_not_show_what_was_withdrawn_since(context: Any) -> None:
    before = dataset_of(ROSSI, context)
    after = dataset_of({**ROSSI, "contact": {"mailbox": "new@example.org"}, "sharing": {"members": ["/contact"]}}, context)
    [public] = diff(before, after).entries
    assert public.is_hidden
    assert not public.changes
    [members] = diff(before, after, audience="members").entries
    assert "/contact/mailbox" in {json_pointer(change.pointer) for change in members.changes}


def test_rules_are_listed_with_who_decided_and_why(context: Any) -> None:
    reason = {"it": "Pubblicità.", "en": "Advertising."}
    fields = {"members": [{"field": "contact/mailbox", "reason": reason}]}
    [table] = list_rules(view(dataset_of(ROSSI, context, fields=fields)), "stakeholder").tables
    rows = {row[0]: [str(cell) for cell in row[2:]] for row in table.rows}
    assert rows["contact.mailbox"] == ["members", "no", "policy", "Advertising."]
    assert rows["facts.employees"][:3] == [STATISTICS, "no", "schema"]
    assert rows["names.value"] == ["public", "yes", "schema", "None"]


def test_entry_is_shown_side_by_side_and_never_above_the_audience(context: Any) -> None:
    data = {**ROSSI, "sharing": {"members": ["/technologies/stem-cells"]}}
    table = shown(data, context)
    rows = {row[0]: [None if cell is None else str(cell) for cell in row[1:]] for row in table.rows}
    assert rows["/technologies/*"] == [None, "present, not shown", "present, not shown"]
    assert rows["/notes"] == [None, None, "present, not shown"]
    assert rows["/technologies/gene-therapy"] == ["gene-therapy"] * 3
    assert "stem-cells" not in repr(table)
    assert ROSSI["notes"] not in repr(table)
    table = shown(data, context, "secretariat")
    assert ("/notes", None, None, ROSSI["notes"]) in table.rows


def test_comparison_counts_what_is_opened_and_closed(context: Any) -> None:
    now = dataset_of(ROSSI, context, fields={"secretariat": ["contact/mailbox"]})
    table = compared(now, context, "secretariat")
    closed = [("stakeholder", "contact.mailbox", name, "closed", 1, 1) for name in ("members", "public")]
    assert [(*row[:3], str(row[3]), *row[4:]) for row in table.rows] == closed
    back = compared(dataset_of(ROSSI, context), now.context, "secretariat")
    assert {str(row[3]) for row in back.rows} == {"opened"}
    few = compared(now, context)
    assert {row[4:] for row in few.rows} == {(None, None)}


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_value_above_the_repository_is_named_and_never_said(form: str, sample: Path, tmp_path: Path, alisei: Alisei) -> None:
    root = tmp_path / "dataset"
    shutil.copytree(sample, root)
    path = next(root.glob("registry/stakeholders/*/*.yaml"))
    lines = ("contact: {mailbox: hidden-mailbox@example.org}", "notes: hidden-note", "sharing: {members: [/contact/mailbox]}")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    said = alisei("-C", root, "validate", "--format", form)
    assert said.code == 1
    assert said.out.count("ALI502") >= 2
    assert "notes" in said.out
    assert "contact.mailbox" in said.out
    assert "hidden-" not in said.out + said.err


@pytest.fixture
def withdrawn(tmp_path: Path) -> Path:
    """A repository in which an entry keeps back today what its first version told; its file has moved since."""
    told = "contact: {mailbox: told-once@example.org}\n"
    old, new = (f"registry/stakeholders/{region}/rossi.yaml" for region in ("toscana", "lazio"))
    root = committed(make(tmp_path, {old: stakeholder("rossi", told)}))
    (root / new).parent.mkdir()
    git(root, "mv", old, new)
    (root / new).write_text(stakeholder("rossi", "sharing: {members: [/contact/mailbox]}\n", place="region: lazio"))
    git(root, "commit", "-qam", "withdrawn")
    return root


@pytest.mark.parametrize(
    "line",
    [
        ("export", "json", "--as-of", "HEAD~1", "-o", "FILE"),
        ("search", "rossi", "--as-of", "HEAD~1", "--format", "json"),
        ("diff", "HEAD~1", "--format", "json"),
        ("diff", "HEAD~1", "HEAD~1", "--format", "json"),
        ("diff", "HEAD", "HEAD~1", "--format", "json"),
    ],
)
def test_what_is_kept_back_today_is_not_shown_of_the_past(
    line: tuple[str, ...], withdrawn: Path, tmp_path_factory: pytest.TempPathFactory, alisei: Alisei
) -> None:
    file = tmp_path_factory.mktemp("out") / "all.json"
    words = [str(file) if word == "FILE" else word for word in line]
    said = {}
    for audience in ("public", "members"):
        outcome = alisei("-C", withdrawn, *words, "--audience", audience)
        assert outcome.code == 0
        said[audience] = outcome.out + (file.read_text() if "FILE" in line else "")
    assert "told-once" not in said["public"]
    assert ("told-once" in said["members"]) is (line[0] == "export" or line[1:3] in [("HEAD~1", "--format"), ("HEAD", "HEAD~1")])


def test_a_report_sees_the_past_as_entries_share_it_today(withdrawn: Path) -> None:
    dataset, past = history.load_at(withdrawn, "HEAD~1")
    for state in (dataset, past.at(past.commits()[0].commit)):
        [public] = view(state, "public").entries
        [members] = view(state, "members").entries
        assert "contact" not in public.data
        assert members.data["contact"] == {"mailbox": "told-once@example.org"}


LEVELS = ("public", "members", STATISTICS, "secretariat")
DATA: dict[str, Any] = {
    "id": "rossi",
    "name": "value-1",
    "block": {"one": "value-2", "two": "value-3", "inner": {"one": "value-4"}},
    "terms": ["value-5", "value-6"],
    "items": [{"id": "first", "one": "value-7"}, {"id": "second", "one": "value-8", "two": ["value-9"]}],
}
NAMED = (
    "/name", "/block", "/block/one", "/block/inner", "/block/inner/one", "/terms", "/terms/value-5", "/items", "/items/first", "/items/second/two",
    "/items/second/two/value-9",
)  # fmt: skip
ROUTES = ("name", "block", "block/one", "block/inner", "terms", "items", "items/one", "items/two")


def schema_of(value: Any, route: str, levels: Mapping[str, str]) -> dict[str, Any]:
    """A schema of some data, with the audiences of its routes."""
    node: dict[str, Any] = {"x-alisei-audience": levels[route]} if route in levels else {}
    if isinstance(value, dict):
        below = {key: schema_of(inner, f"{route}/{key}".strip("/"), levels) for key, inner in value.items()}
        return node | {"type": "object", "properties": below, "x-alisei-identifier": ["id"]}
    if isinstance(value, list):
        return node | {
            "type": "array",
            "items": schema_of(value[-1], route, {each: levels[each] for each in levels if each != route}),
        }
    return node | {"type": "string"}


def leaves(value: Any, base: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Every text that is a canary, with its pointer."""
    if isinstance(value, (dict, list)):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*base, part))
    elif value.startswith("value-"):
        yield base, value


tightenings = st.dictionaries(st.sampled_from(LEVELS[1:]), st.lists(st.sampled_from(NAMED), max_size=3))
policies = st.dictionaries(st.sampled_from(LEVELS[1:]), st.lists(st.sampled_from(ROUTES), max_size=3))
schemas = st.dictionaries(st.sampled_from(ROUTES), st.sampled_from(LEVELS))


@settings(max_examples=150, deadline=None)
@given(schemas, policies, tightenings)
def test_each_audience_sees_exactly_what_is_not_above_it(
    context: Context, levels: dict[str, str], fields: dict[str, list[str]], sharing: dict[str, list[str]]
) -> None:
    schema = Schema("stakeholder", {"x-alisei-path": "{id}.yaml", **schema_of(DATA, "", dict.fromkeys(DATA, "public") | levels)})
    context = replace(context, schemas={"stakeholder": schema})

    def seen(sharing: Mapping[str, Any], fields: Mapping[str, Any], audience: str) -> set[str]:
        [entry] = view(dataset_of({**DATA, "sharing": sharing}, context, fields=fields), audience).entries
        return {text for _pointer, text in leaves({key: each for key, each in entry.data.items() if key != "sharing"})}

    def level(at: Pointer) -> int:
        keys = [part for part in at if isinstance(part, str)]
        routes = {"/".join(keys[:length]) for length in range(1, len(keys) + 1)}
        above = {json_pointer(name_items(at[:length], DATA, schema)) for length in range(1, len(at) + 1)}
        said = [each for route, each in levels.items() if route in routes]
        said += [each for each, named in fields.items() if not routes.isdisjoint(named)]
        said += [each for each, named in sharing.items() if not above.isdisjoint(named)]
        return max(map(LEVELS.index, said), default=0)

    before: set[str] = set()
    for audience in DEFAULT:
        found = seen(sharing, fields, audience)
        assert found == {text for at, text in leaves(DATA) if level(at) <= LEVELS.index(audience)}
        assert before <= found
        assert found <= seen({}, fields, audience)
        assert found <= seen(sharing, {}, audience)
        before = found
    assert before == {text for _pointer, text in leaves(DATA)}
