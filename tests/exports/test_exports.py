"""What goes out: everything the audience may see, nothing else, the same bytes each time, and harmless wherever it is opened."""

import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from alisei_cli.core.view import view
from alisei_cli.errors import SurroundingsError
from alisei_cli.exports import EXPORTS
from alisei_cli.extras import install_command
from alisei_cli.model.dataset import Dataset
from alisei_cli.model.view import DEFAULT
from alisei_cli.store.dataset_cache import load_dataset
from tests.conftest import Alisei, make, stakeholder

FOLDER = "registry/stakeholders/toscana"


def exported(name: str, dataset: Dataset) -> dict[str, bytes]:
    return dict(EXPORTS.load(name).build(view(dataset)))


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


@pytest.fixture(scope="module")
def registry(sample: Path) -> Dataset:
    return load_dataset(sample)


def test_every_value_of_every_entry_is_in_the_csv(registry: Dataset) -> None:
    """Each text of each entry stands in its row of one of the tables."""
    files = exported("csv", registry)
    cells: dict[str, set[str]] = {}
    for name, raw in files.items():
        if name.endswith(".csv"):
            for row in rows(raw):
                id_ = row.get("id") if "entry" not in row else row["entry"]
                if id_:
                    cells.setdefault(id_, set()).update(part for cell in row.values() for part in [cell, *cell.split("|")])
    for entry in registry.entries:
        for _pointer, text in entry.texts:
            assert {text, f"'{text}"} & cells[entry.id], (entry.id, text)


def test_the_package_describes_every_column(registry: Dataset) -> None:
    """datapackage.json names every file and every column of it in order, with a sentence, the licence and the state."""
    files = exported("csv", registry)
    package = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == files.keys() - {"datapackage.json"}
    for resource in package["resources"]:
        header = files[resource["path"]].decode().split("\r\n", 1)[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"]), resource["path"]
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    assert package["taxonomy"] == registry.context.taxonomy.version
    assert package["commit"] == registry.commit


@pytest.mark.parametrize("name", EXPORTS.names)
def test_the_same_state_gives_the_same_bytes(name: str, registry: Dataset, sample: Path) -> None:
    """Twice read, twice written: no difference."""
    assert exported(name, registry) == exported(name, load_dataset(sample))


def test_json_gives_the_entries_as_they_are(registry: Dataset) -> None:
    """Nothing is lost or turned into something else."""
    document = json.loads(exported("json", registry)["registry.json"])
    assert [entry["data"] for entry in document["entries"]] == [entry.data for entry in registry.entries]
    assert len(document["terms"]) == len(registry.context.taxonomy.terms)


def test_cells_are_no_formulas(tmp_path: Path) -> None:
    """What a spreadsheet would execute is disarmed; what stands in lists too."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", name="'=HYPERLINK(1)'")})
    files = exported("csv", load_dataset(root))
    assert rows(files["stakeholders.csv"])[0]["name"] == "'=HYPERLINK(1)"
    assert rows(files["stakeholders-names.csv"])[0]["value"] == "'=HYPERLINK(1)"


# Who may see what.

CANARY = "canarino"
WHOLE = ("csv", "json", "jsonl", "parquet", "sqlite", "xlsx")
"""Exports that have every field that the audience may see."""
HIDDEN = {
    "members": f"contact: {{mailbox: {CANARY}@example.org}}\n",
    "secretariat": f"maintainers: [{{github: {CANARY}, id: 1}}]\n",
    "nobody": f"unheard_of: {CANARY}\n",
}


def plain(file: Path) -> str:
    """All that the file holds, packed or not."""
    raw = file.read_bytes()
    if raw.startswith(b"PAR1"):
        return str(pyarrow.parquet.read_table(file).to_pylist())
    if raw.startswith(b"PK"):
        archive = zipfile.ZipFile(file)
        return "".join(archive.read(name).decode() for name in archive.namelist())
    return raw.decode("utf-8", "replace")


def guarded(root: Path) -> Path:
    """The registry's own policy, but the contact is for members and the maintainers for the secretariat."""
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact], secretariat: [/maintainers]}\n")
    return root


@pytest.mark.parametrize("owner", HIDDEN)
def test_nothing_of_a_higher_audience_leaves(owner: str, tmp_path: Path, alisei: Alisei) -> None:
    """A canary in a field of each level: no byte of it in what a lower audience gets, by any export."""
    root = guarded(make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", HIDDEN[owner])}))
    for audience in DEFAULT:
        may = owner in DEFAULT[: DEFAULT.index(audience) + 1]
        for name in EXPORTS.names:
            target = tmp_path / f"{name}-{audience}"
            assert alisei("-C", root, "export", name, "-o", target, "--audience", audience).code == 0
            found = [file for file in ([target] if target.is_file() else target.iterdir()) if CANARY in plain(file)]
            assert bool(found) == may or name not in WHOLE, (name, audience, found)
            assert may or not found


TEXTS = [name for name in EXPORTS.names if not EXPORTS.load(name).is_binary]
OUTPUTS = (
    *(("export", name) for name in TEXTS),
    *(("report", "freshness", "--format", form) for form in ("text", "json", "csv", "markdown", "html")),
    ("show", "alfa-biotech"),
    ("show", "alfa-biotech", "--format", "json"),
    ("search", CANARY),
    ("search", "alfa", "--format", "json"),
)


@pytest.mark.parametrize("words", OUTPUTS, ids=" ".join)
def test_a_field_below_another_is_hidden_alone(words: tuple[str, ...], tmp_path: Path, alisei: Alisei) -> None:
    """By route: the mailbox is for members, the form beside it for everyone."""
    contact = f"contact: {{mailbox: {CANARY}@alfa.it, form: https://www.alfa.it/modulo}}\n"
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", contact)})
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact/mailbox]}\n")
    assert CANARY + "@" not in alisei("-C", root, *words).out
    assert alisei("-C", root, *words, "--audience", "secretariat").code == 0
    if words[0] == "show":
        assert CANARY in alisei("-C", root, *words, "--audience", "members").out
        assert "modulo" in alisei("-C", root, *words).out


def test_a_line_of_a_hidden_field_is_not_printed(tmp_path: Path, alisei: Alisei) -> None:
    """The log of a check is public."""
    more = f"contact: {{mailbox: info@alfa.it, form: 'http://www.alfa.it/{CANARY}'}}\n"
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", more)})
    assert CANARY in alisei("-C", root, "validate", "--all").out
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [contact/form]}\n")
    for form in ("text", "json", "github", "sarif", "junit"):
        assert CANARY not in alisei("-C", root, "validate", "--all", "--format", form).out


def test_the_policy_cannot_widen(tmp_path: Path) -> None:
    """What the schema keeps for members stays so, whatever the policy lists; a field without audience is the secretariat's."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "website: https://www.alfa.it\n")})
    file = root / "schema/stakeholder.schema.json"
    document = json.loads(file.read_text())
    document["properties"]["website"]["x-alisei-audience"] = "members"
    del document["properties"]["sources"]["x-alisei-audience"]
    file.write_text(json.dumps(document))
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {public: [website, sources]}\n")
    dataset = load_dataset(root)
    seen = {audience: {"website", "sources"} & set(view(dataset, audience).entries[0].data) for audience in DEFAULT}
    assert seen == {"public": set(), "members": {"website"}, "secretariat": {"website", "sources"}}


def test_where_and_as_of_choose_what_goes_out(alisei: Alisei, sample: Path) -> None:
    """The same words as for reports."""
    whole: Any = json.loads(alisei("-C", sample, "export", "json").out)
    some: Any = json.loads(alisei("-C", sample, "export", "json", "--where", "region=toscana").out)
    assert 0 < len(some["entries"]) < len(whole["entries"])
    assert {entry["data"].get("head_office", entry["data"].get("place"))["region"] for entry in some["entries"]} == {"toscana"}


def test_a_folder_or_one_file(tmp_path: Path, sample: Path, alisei: Alisei) -> None:
    """A name with an ending is one table, another is a folder with all; without -o the table goes to the screen; no name lists the forms."""
    assert alisei("-C", sample, "export", "csv", "-o", tmp_path / "all").code == 0
    assert alisei("-C", sample, "export", "csv", "-o", tmp_path / "one.csv").code == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "all/stakeholders.csv").read_bytes()
    assert alisei("-C", sample, "export", "csv").out.splitlines() == (tmp_path / "one.csv").read_text().splitlines()
    assert all(name in alisei("export").out for name in EXPORTS.names)
    assert not [file for file in (tmp_path / "all").iterdir() if file.name.startswith(".")]


def test_a_folder_that_holds_a_link_is_left_alone(tmp_path: Path, sample: Path, alisei: Alisei) -> None:
    """Nothing is written through a link, and nothing beside it."""
    (tmp_path / "all").mkdir()
    (tmp_path / "all/terms.csv").symlink_to(tmp_path / "elsewhere")
    run = alisei("-C", sample, "export", "csv", "-o", tmp_path / "all")
    assert run.code == 3
    assert [file.name for file in (tmp_path / "all").iterdir()] == ["terms.csv"]
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("fields", ["5", "[id]", "null", "true", "{public: 5}", "{public: true}", "{public: {id: 1}}", "x"])
def test_a_policy_of_a_wrong_shape_opens_nothing(fields: str, tmp_path: Path, alisei: Alisei) -> None:
    """A slip in the list of fields shows nothing to the public, and is no fault of the program."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", HIDDEN["members"])})
    policy = root / "schema/policy.yaml"
    policy.write_text(f"{policy.read_text()}fields: {fields}\n")
    run = alisei("-C", root, "export", "json")
    assert run.code == 0
    assert [entry["data"] for entry in json.loads(run.out)["entries"]] == [{}]
    assert alisei("-C", root, "report").code == 0
    assert CANARY in alisei("-C", root, "export", "json", "--audience", "secretariat").out


def test_counts_of_terms_are_for_an_audience_too(tmp_path: Path, alisei: Alisei) -> None:
    """``alisei taxonomy`` does not betray a field that is not public."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", "sector: {primary: vaccines}\n")})
    policy = root / "schema/policy.yaml"
    policy.write_text(policy.read_text() + "fields: {members: [sector]}\n")
    rows_ = json.loads(alisei("-C", root, "taxonomy", "sector", "--format", "json").out)["tables"][0]["rows"]
    assert {row[2] for row in rows_} == {0}


def test_a_schema_names_no_path_and_no_formula(tmp_path: Path, alisei: Alisei) -> None:
    """What a schema calls its fields becomes neither a place on the disk nor a formula in a header."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    schema = root / "schema/stakeholder.schema.json"
    document = json.loads(schema.read_text())
    block = {"type": "array", "title": "T / T", "items": {"type": "object", "properties": {"v": {"type": "string"}}}}
    for name in ("x/../../pwn", "a\0b", "n" * 300, "C:\\x", "..", "a_b", "a-b"):
        document["properties"][name] = block
    document["properties"] |= {"=cmd|' /C calc'!A0": {"type": "string"}, "\x1b[31mred": {"type": "string"}}
    schema.write_text(json.dumps(document))
    (tmp_path / "out/stakeholders-x").mkdir(parents=True)
    assert alisei("-C", root, "export", "csv", "-o", tmp_path / "out", "--audience", "secretariat").code == 0
    assert not list(tmp_path.glob("*.csv"))
    names = [file.name for file in (tmp_path / "out").iterdir() if file.is_file()]
    assert all(re.fullmatch(r"[a-z0-9-]{1,90}\.(csv|json)", name) for name in names)
    package = json.loads((tmp_path / "out/datapackage.json").read_text())
    assert sorted(resource["path"] for resource in package["resources"]) == sorted(set(names) - {"datapackage.json"})
    header = (tmp_path / "out/stakeholders.csv").read_text().splitlines()[0]
    assert "'=cmd" in header
    assert "\x1b" not in header


def test_a_field_that_the_audience_may_not_see_has_no_column(tmp_path: Path, alisei: Alisei) -> None:
    """An empty column would say "not known"; how many fields there are besides is said."""
    root = guarded(make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech")}))
    dataset = load_dataset(root)
    headers, hidden = {}, {}
    for audience in DEFAULT:
        files = dict(EXPORTS.load("csv").build(view(dataset, audience)))
        headers[audience] = set(files["stakeholders.csv"].decode().splitlines()[0].split(","))
        hidden[audience] = json.loads(files["datapackage.json"])["hidden_fields"]
        assert ("stakeholders-maintainers.csv" in files) == (audience == "secretariat")
    assert headers["members"] - headers["public"] >= {"contact.mailbox", "contact.form"}
    assert hidden["public"] > hidden["members"] > hidden["secretariat"] == 0


def test_csv_for_an_italian_excel(tmp_path: Path, alisei: Alisei) -> None:
    """Semicolons, a byte order mark, texts that stay texts; the package says so; other exports have no such form."""
    more = "identifiers: {vat: '00743110157'}\n"
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech", more, name="Alfa; Beta")})
    assert alisei("-C", root, "export", "csv", "--excel-it", "-o", tmp_path / "out").code == 0
    raw = (tmp_path / "out/stakeholders.csv").read_bytes()
    row = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert raw.startswith(b"\xef\xbb\xbfid;status;")
    assert (row["identifiers.vat"], row["name"]) == ('="00743110157"', "Alfa; Beta")
    package = json.loads((tmp_path / "out/datapackage.json").read_text())
    assert {resource["dialect"]["delimiter"] for resource in package["resources"]} == {";"}
    refused = alisei("-C", root, "export", "json", "--excel-it")
    assert (refused.code, "alisei export csv" in refused.err) == (2, True)


def test_json_lines(registry: Dataset) -> None:
    """One entry on each line, as it is written; what they are stands beside."""
    files = exported("jsonl", registry)
    lines = [json.loads(line) for line in files["registry.jsonl"].decode().splitlines()]
    assert lines == [{"kind": each.kind, "path": each.path, "data": each.data} for each in registry.entries]
    about = json.loads(files["about.json"])
    assert (about["commit"], about["audience"]) == (registry.commit, "public")
    assert "CC BY 4.0" in about["attribution"]


@pytest.mark.parametrize(("name", "module", "extra"), [("parquet", "pyarrow", "exports"), ("xlsx", "xlsxwriter", "report")])
def test_a_missing_library_is_named(
    name: str, module: str, extra: str, registry: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SurroundingsError) as error:
        exported(name, registry)
    assert module in str(error.value).lower()
    assert install_command(extra) in str(error.value.help)


def test_a_binary_form_is_not_for_the_screen(sample: Path, alisei: Alisei) -> None:
    """The message names the option that is missing."""
    for name in ("xlsx", "sqlite", "parquet"):
        said = alisei("-C", sample, "export", name)
        assert (said.code, said.out, "-o FILE" in said.err) == (2, "", True)


def test_what_cannot_be_exported_is_said(tmp_path: Path, alisei: Alisei) -> None:
    """A schema that cannot be used, a place within the dataset: an error that says so, and nothing is written."""
    root = make(tmp_path / "data", {f"{FOLDER}/alfa-biotech.yaml": stakeholder("alfa-biotech")})
    before = (root / "taxonomy.yaml").read_bytes()
    for target in ("taxonomy.yaml", "registry/x.csv", "schema/policy.yaml"):
        for words in (("report", "--format", "csv"), ("export", "csv")):
            name = target if words[0] == "report" or target.endswith(".csv") else "registry/out"
            run = alisei("-C", root, *words, "-o", root / name)
            assert (run.code, "part of the dataset" in run.err) == (2, True)
    assert (root / "taxonomy.yaml").read_bytes() == before
    (root / "schema/stakeholder.schema.json").write_text('{"properties": []}')
    for more in ((), ("-o", tmp_path / "out")):
        run = alisei("-C", root, "export", "csv", *more)
        assert (run.code, "cannot be exported" in run.err) == (1, True)


def test_what_was_written_is_told_on_standard_error(alisei: Alisei, tmp_path: Path) -> None:
    """One line with path and size; standard output is empty."""
    root = make(tmp_path / "dataset", {"registry/stakeholders/toscana/alfa.yaml": stakeholder("alfa")})
    for name, target, what in (
        ("json", tmp_path / "a.json", r"\d+ (bytes|KB)"),
        ("csv", tmp_path / "folder", r"\d+ files, \d+ KB"),
    ):
        outcome = alisei("-C", root, "export", name, "-o", target)
        assert (outcome.code, outcome.out) == (0, "")
        assert re.fullmatch(rf"{re.escape(str(target))} written: {what}\n", outcome.err)
