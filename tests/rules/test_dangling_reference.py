"""References to entries that do not exist, and to those that are there but cannot be read."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Dataset
from tests.rules.entries import event, group, org, said


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("registry/stakeholders/lazio/target.yaml", "id: [target\n"),
        ("registry/stakeholders/lazio/target.yaml", b"\xff\xfe"),
        ("registry/stakeholders/lazio/target.yaml", ""),
        ("registry/stakeholders/lazio/target.yml", "id: target\n"),
        ("registry/target.yaml", "id: target\n"),
    ],
)
def test_a_file_that_cannot_be_read_exists(dataset: Dataset, path: str, content: str | bytes) -> None:
    root = dataset({**org("a", relations="[{kind: parent, target: target}]"), path: content})
    assert said(root) == []
    assert validate(root).diagnostics, "the file itself is reported"


def test_an_entry_exists_by_its_id_and_by_its_file_name(dataset: Dataset) -> None:
    mistyped = {path: content.replace("id: target", "id: traget") for path, content in org("target").items()}
    files = org("a", relations="[{kind: member-of, target: target}]") | org("b", relations="[{kind: member-of, target: traget}]")
    assert said(dataset(files | mistyped), "ALI305") == []


@pytest.mark.parametrize(
    ("target", "first"),
    [
        ("fondazione-verdy", "fondazione-verdi"),
        ("verdi-foundation", None),
        ("istituto-superiore-sanita", "iss"),
        ("zzz", None),
    ],
)
def test_nearest_by_id_and_by_name(dataset: Dataset, target: str, first: str | None) -> None:
    files = org("fondazione-verdi", name="Fondazione Verdi") | org("iss", name="Istituto Superiore di Sanità")
    root = dataset(files | org("a", relations=f"[{{kind: member-of, target: {target}}}]"))
    (found,) = [each for each in validate(root).diagnostics if each.code == "ALI305"]
    assert found.pointer == ("relations", 0, "target")
    assert str(found.message) == f"there is no entry with the id {target}"
    assert (found.fix.edits[0].value if found.fix else None) == first


def test_every_field_that_names_entries_is_looked_at(dataset: Dataset) -> None:
    merged = {"status": "merged", "status_since": "2015", "status_reason": "Taken over", "successor": "no-1"}
    files = org("a", **merged) | group("g", members="[{id: no-2}, {name: Nobody}]")
    files |= event("e", organiser="{id: no-3}", participants="[{id: no-4}]", groups="[no-5]")
    assert [(path, pointer) for _code, path, pointer, _ in said(dataset(files))] == [
        ("e.yaml", "organiser.id"),
        ("e.yaml", "participants.0.id"),
        ("e.yaml", "groups.0"),
        ("g.yaml", "members.0.id"),
        ("a.yaml", "successor"),
    ]


def test_an_event_is_led_to_a_group_and_not_to_an_organisation_of_the_same_name(dataset: Dataset) -> None:
    files = org("alfa-1", name="Alfa") | group("alfa-2", name="Alfa") | event("e", groups="[alfa]")
    (found,) = [each for each in validate(dataset(files)).diagnostics if each.code == "ALI305"]
    assert found.fix is not None
    assert found.fix.edits[0].value == "alfa-2"


@pytest.mark.parametrize(
    "target", ["Fondazione Toscana Verdi", "fondazione toscana verdi", "FTV", "ftv", "Fondazione-Toscana-Verdi"]
)
def test_an_entry_is_found_by_its_name_and_by_its_acronym(target: str, dataset: Dataset) -> None:
    """Whoever writes a name where an id belongs gets the id of that entry, and no second word from the schema."""
    verdi = org("tls", name="Fondazione Toscana Verdi, lang: it, kind: display}, {value: FTV, kind: acronym")
    verdi = {path: text.replace("acronym, kind: display", "acronym") for path, text in verdi.items()}
    root = dataset(org("a", relations=f"[{{kind: member-of, target: {target}}}]") | verdi | org("b", name="Beta"))
    (found,) = validate(root).diagnostics
    assert found.code == "ALI305"
    assert found.fix is not None
    assert (found.fix.edits[0].value, found.fix.safe) == ("tls", False)


def test_what_is_only_somewhat_alike_is_named_and_not_proposed(dataset: Dataset) -> None:
    root = dataset(org("a", relations="[{kind: member-of, target: fondazione-prova-it}]") | org("fondazione-ant-italia"))
    (found,) = validate(root).diagnostics
    assert found.fix is None
    assert str(found.help).endswith("Similar entries: fondazione-ant-italia (Body fondazione-ant-italia).")
