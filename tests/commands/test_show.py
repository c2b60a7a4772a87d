"""``alisei show``: one entry as a person reads it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Alisei, Dataset, stakeholder

PATH = "registry/stakeholders/toscana/alfa-biotech.yaml"
MORE = """\
identifiers: {vat: '00488410010'}
sector: {primary: pharma}
description: {it: Sviluppa farmaci per malattie rare in tutta la regione., en: It develops medicines for rare diseases all over the region.}
relations:
  - {kind: member-of, target: beta-cluster}
"""
GROUP = """\
# yaml-language-server: $schema=../../schema/group.schema.json
id: gdl-prova
status: active
names:
  - {value: Gruppo di prova, lang: it, kind: display}
members:
  - {id: alfa-biotech}
sources:
  - {url: https://www.istitutorossi.it, accessed: 2026-11-23}
"""


@pytest.fixture
def root(dataset: Dataset) -> Path:
    """Two stakeholders that know each other, and a group that names one."""
    return dataset(
        {
            PATH: stakeholder("alfa-biotech", MORE, place="municipality: Siena, province: SI, region: toscana"),
            "registry/stakeholders/lazio/beta-cluster.yaml": stakeholder(
                "beta-cluster", type="regional-cluster", place="region: lazio"
            ),
            "registry/groups/gdl-prova.yaml": GROUP,
        }
    )


def test_codes_become_words(root: Path, alisei: Alisei) -> None:
    """Terms, regions, relations and other entries are told by name; NUTS is derived."""
    out = alisei("-C", root, "show", "alfa-biotech", "--lang", "en").out
    assert out.startswith(f"Alfa Biotech\nalfa-biotech · {PATH}\n")
    for said in (
        "Pharmaceuticals",
        "Tuscany",
        "NUTS 2024: ITI19",
        "member of: Beta Cluster (beta-cluster)",
        "rare diseases",
        "00488410010",
    ):
        assert said in out, said


def test_italian_reads_italian(root: Path, alisei: Alisei) -> None:
    """Labels of fields and terms come from the dataset in the language of the moment."""
    out = alisei("-C", root, "show", "alfa-biotech", "--lang", "it").out
    for said in ("Farmaceutico", "Toscana", "membro di: Beta Cluster (beta-cluster)", "malattie rare"):
        assert said in out, said
    assert "rare diseases" not in out


def test_fixed_values_become_words(dataset: Dataset, alisei: Alisei) -> None:
    """What the schema says of a value is shown in its place: membership, how far a source was read, who confirmed."""
    more = (
        "membership: {status: member}\nverified: {on: 2026-05-01, by: organisation}\n"
        "sites: [{region: lazio, country: IT}]\nstatus_since: 2024\n"
    )
    text = (
        stakeholder("alfa-biotech", more)
        .replace("status: active", "status: inactive")
        .replace("accessed:", "grade: read, accessed:")
    )
    root = dataset({PATH: text})
    out = alisei("-C", root, "show", "alfa-biotech", "--lang", "it").out
    for said in ("Socia del Cluster", "L'organizzazione stessa", "Ha cessato l'attività", ", Letta, ", "Lazio"):
        assert said in out, said


def test_those_who_name_the_entry_are_told(root: Path, alisei: Alisei) -> None:
    """Groups and events in which a body takes part stand in its description."""
    assert "named in: " in alisei("-C", root, "show", "alfa-biotech").out
    assert "gdl-prova" in alisei("-C", root, "show", "alfa-biotech").out
    assert "named in" not in alisei("-C", root, "show", "beta-cluster").out


def test_json_is_the_entry_itself(root: Path, alisei: Alisei) -> None:
    """Programs get the data as it is, with where it stands."""
    said = json.loads(alisei("-C", root, "show", "beta-cluster", "--format", "json").out)
    assert list(said) == ["version", "path", "kind", "data"]
    assert (said["version"], said["path"], said["kind"]) == (1, "registry/stakeholders/lazio/beta-cluster.yaml", "stakeholder")
    assert said["data"]["type"] == "regional-cluster"


@pytest.mark.parametrize(
    "typed", ["alfa-biotech.yaml", PATH, "toscana/alfa-biotech.yaml", "registry\\stakeholders\\alfa-biotech.yaml"]
)
def test_the_path_of_a_file_names_its_entry(typed: str, root: Path, alisei: Alisei) -> None:
    """As ``validate`` prints it, or as the shell completes it."""
    assert alisei("-C", root, "show", typed).out.startswith(f"Alfa Biotech\nalfa-biotech · {PATH}\n")


@pytest.mark.parametrize("typed", ["alfa-biotec", "Alfa Biotec", "ALFA-BIOTEC"])
def test_an_unknown_id_is_answered_with_the_nearest(typed: str, root: Path, alisei: Alisei) -> None:
    """By id or by name, whichever is nearer."""
    outcome = alisei("-C", root, "show", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Did you mean alfa-biotech" in outcome.err


def test_an_id_like_no_other_leads_to_the_search(root: Path, alisei: Alisei) -> None:
    """Where nothing is near, the next step is named."""
    outcome = alisei("-C", root, "show", "zzzzzz")
    assert (outcome.code, outcome.out) == (2, "")
    assert "alisei search zzzzzz" in outcome.err


def test_an_unknown_format_is_usage(root: Path, alisei: Alisei) -> None:
    """2, with the formats there are."""
    outcome = alisei("-C", root, "show", "alfa-biotech", "--format", "csv")
    assert (outcome.code, outcome.out) == (2, "")
    assert "text, json" in outcome.err


def test_an_entry_with_required_fields_alone_is_shown(root: Path, alisei: Alisei) -> None:
    """What is not known is not told."""
    out = alisei("-C", root, "show", "beta-cluster").out
    assert "None" not in out
    assert "null" not in out


def test_an_entry_of_any_shape_is_shown(dataset: Dataset, alisei: Alisei) -> None:
    """``validate`` is there to complain; ``show`` shows what can be shown."""
    odd = "id: alfa-biotech\nnames: 7\nhead_office: [x, {y: z}]\ntype: {a: b}\nsector: null\nrelations: {kind: 1}\nsources: [1, [2]]\n"
    outcome = alisei("-C", dataset({PATH: odd}), "show", "alfa-biotech")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("alfa-biotech\n")


def test_a_name_shows_its_entry_and_of_two_the_ids(dataset: Dataset, alisei: Alisei) -> None:
    """Case and accents aside; a slash within a name is no path."""
    names = {"alfa": "Società Nàpoli/Sud", "beta": "Doppia", "gamma": "DOPPIA"}
    root = dataset({f"registry/stakeholders/toscana/{id_}.yaml": stakeholder(id_, name=name) for id_, name in names.items()})
    assert "alfa" in alisei("-C", root, "show", "societa napoli/sud").out
    outcome = alisei("-C", root, "show", "doppia")
    assert outcome.code == 2
    assert "beta, gamma" in outcome.err
    assert alisei("-C", root, "path", "Società Nàpoli/Sud", "beta").code == 0
    assert alisei("-C", root, "match", "Società Nàpoli/Sud").code == 0
