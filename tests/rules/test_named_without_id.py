"""A body that is named although it has an entry."""

import pytest

from alisei_cli.pipeline import validate
from tests.conftest import Alisei, Dataset
from tests.rules.entries import event, group, org

ROSSI = {path: text.replace("acronym, kind: display", "acronym") for path, text in
         org("rossi", name="Istituto Rossi S.r.l., kind: legal}, {value: ISR, kind: acronym").items()}  # fmt: skip


@pytest.mark.parametrize("name", ["Istituto Rossi", "istituto rossi srl", "ISR"])
@pytest.mark.parametrize("field", ["members", "participants", "organiser"])
def test_the_id_is_given_and_the_fix_puts_it_there(field: str, name: str, dataset: Dataset, alisei: Alisei) -> None:
    body = f"{{name: {name}}}" if field == "organiser" else f"[{{name: {name}}}]"
    files = group("g", members=body) if field == "members" else event("g", **{field: body})
    root = dataset(files | ROSSI)
    (found,) = validate(root).diagnostics
    assert (found.code, str(found.message)) == ("ALI312", "Istituto Rossi S.r.l. has an entry: rossi")
    assert alisei("-C", root, "fix", "--unsafe").code == 0
    assert validate(root).diagnostics == ()
    (path,) = files
    assert (root / path).read_text() == files[path].replace(f"name: {name}", "id: rossi")


def test_a_name_that_two_share_or_nobody_bears_may_stay(dataset: Dataset) -> None:
    two = org("a", "lazio", "Roma", name="Alfa") | org("b", "toscana", "Siena", name="Alfa")
    root = dataset(two | group("g", members="[{name: Alfa}, {name: Beta}, {id: a, name: Alfa}]"))
    assert [each.code for each in validate(root).diagnostics] == []
