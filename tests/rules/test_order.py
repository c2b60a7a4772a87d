"""Order of fields, and the first line."""

import pytest

from tests.rules.hygiene import findings, said

LINE = "# yaml-language-server: $schema=../../../schema/stakeholder.schema.json\n"


@pytest.mark.parametrize(
    ("lines", "pointer", "help"),
    [
        (
            "head_office: {region: lazio, country: IT, municipality: Roma}",
            "/head_office/municipality",
            "Move municipality to the first place",
        ),
        (
            "head_office: {municipality: Roma, region: lazio, province: RM, country: IT}",
            "/head_office/region",
            "Move region directly after province",
        ),
        ("website: https://rossi.it\nhead_office: {country: IT}", "/website", "Move website directly after head_office"),
        (
            "sources: []\ntype: company\nhead_office: {country: IT}\nwebsite: https://rossi.it",
            "/sources",
            "Move sources directly after website",
        ),
        ("offers:\n  - {kind: a, id: b}", "/offers/0/kind", "Move kind directly after id"),
    ],
)
def test_out_of_order(lines: str, pointer: str, help: str) -> None:
    found = findings("key-order", lines)
    assert said("key-order", lines) == [(pointer, f"the field {found[0].pointer[-1]} is out of order")]
    assert str(found[0].help).startswith(help)
    assert found[0].at == "key"


@pytest.mark.parametrize(
    "lines",
    [
        "type: company\nsources: []",
        "unknown: 1\ntype: company\nodd: 2",
        "head_office: {country: IT}",
        "offers: {kind: a, id: b}",
        "sites: [1, [a]]",
    ],
)
def test_in_order(lines: str) -> None:
    assert said("key-order", lines) == []


def test_one_finding_for_each_block() -> None:
    lines = "contact: {form: https://a.it, mailbox: a@b.it}\nwebsite: https://rossi.it\ntype: company"
    assert [pointer for pointer, _ in said("key-order", lines)] == ["/contact", "/contact/form"]


def test_first_line() -> None:
    assert said("wrong-modeline", "", head=LINE + "id: a\n") == []
    assert said("wrong-modeline", "", head=LINE.replace(": $", " : $") + "id: a\n") == []


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("id: a\n", "the first line does not name the schema of the file"),
        ("id: a\n" + LINE, "the first line does not name the schema of the file"),
        ("\n" + LINE + "id: a\n", "the first line does not name the schema of the file"),
        (
            LINE.replace("../../../", "../../") + "id: a\n",
            "the first line names the schema ../../schema/stakeholder.schema.json, which is not that of this file",
        ),
        (
            LINE.replace("stakeholder", "group") + "id: a\n",
            "the first line names the schema ../../../schema/group.schema.json, which is not that of this file",
        ),
    ],
)
def test_wrong_first_line(head: str, message: str) -> None:
    found = findings("wrong-modeline", "", head=head)
    assert [str(each.message) for each in found] == [message]
    assert str(found[0].help).endswith(LINE.strip())
    assert found[0].span is not None
    assert found[0].span.line == 1


@pytest.mark.parametrize(
    "head",
    [
        "id: a\n" + LINE + "status: active\n",
        "# a word of our own\n\n" + LINE + "id: a\n",
        LINE.replace("$schema=", "$schema: ") + "id: a\n",
        LINE.replace("../../../", "./") + "id: a\n",
    ],
)
def test_no_old_first_line_stays(head: str) -> None:
    fix = findings("wrong-modeline", "", head=head)[0].fix
    assert fix is not None
    lines = head.split("\n")
    for edit in sorted(fix.edits, key=lambda edit: edit.span.line if edit.span else 0, reverse=True):
        assert edit.span is not None
        if edit.span.end_line > edit.span.line:
            del lines[edit.span.line - 1]
        elif edit.value.endswith("\n"):
            lines.insert(0, edit.value.strip())
        else:
            lines[0] = edit.value
    assert lines[0] == LINE.strip()
    assert "\n".join(lines).count("yaml-language-server") == 1


@pytest.mark.parametrize(
    ("kind", "path", "schema"),
    [
        ("group", "registry/groups/a.yaml", "../../schema/group.schema.json"),
        ("taxonomy", "taxonomy.yaml", "schema/taxonomy.schema.json"),
        ("policy", "schema/policy.yaml", "policy.schema.json"),
    ],
)
def test_first_line_of_other_files(kind: str, path: str, schema: str) -> None:
    head = f"# yaml-language-server: $schema={schema}\nid: a\n"
    assert said("wrong-modeline", "", kind=kind, path=path, head=head) == []
    assert len(said("wrong-modeline", "", kind=kind, path=path, head="# nothing\nid: a\n")) == 1
