"""``docs/sharing.md`` and ``docs/condivisione.md``: who sees what is what schema and policy say."""

import re
from collections.abc import Iterator

import pytest

from alisei_cli.model.schema import split_languages
from alisei_cli.model.view import Audiences
from alisei_cli.store.load import load_context
from alisei_cli.store.tree import WorkTree
from tests.conftest import REPOSITORY

PAGES = {"en": REPOSITORY / "docs/sharing.md", "it": REPOSITORY / "docs/condivisione.md"}
HEADS = {"en": "| field | what | who sees it |", "it": "| campo | che cosa | chi lo vede |"}
WHO = {
    "en": {
        "public": "everyone",
        "members": "members and secretariat",
        "statistics": "secretariat; counts in totals",
        "secretariat": "secretariat",
    },
    "it": {
        "public": "tutti",
        "members": "soci e segreteria",
        "statistics": "segreteria; conta nei totali",
        "secretariat": "segreteria",
    },
}
TABLE = re.compile(r"(?<=-->\n\n)(?:\|.*\n)+")


def rows(language: str) -> Iterator[str]:
    """A row for each field of an organisation, and for each part of it that others see."""
    context = load_context(WorkTree(REPOSITORY)).context
    schema, audiences = context.schemas["stakeholder"], Audiences(context)
    yield HEADS[language]
    yield "| --- | --- | --- |"
    for route, node in schema.walk():
        plain = [part for part in route if part != "*"]
        level, above = audiences.level(schema, route), audiences.level(schema, route[:-1]) if len(route) > 1 else None
        if route and route[-1] != "*" and (len(route) == 1 or level != above):
            title = split_languages(node.get("title"))
            who = WHO[language][audiences.levels[level]]
            yield f"| `{'.'.join(plain)}` | {title.it if language == 'it' else title.en} | {who} |"


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_who_sees_what(language: str, request: pytest.FixtureRequest) -> None:
    """``--accept`` writes the table anew."""
    page = PAGES[language]
    text = page.read_text(encoding="utf-8")
    table = "".join(f"{row}\n" for row in rows(language))
    if request.config.getoption("--accept"):
        page.write_text(TABLE.sub(lambda _old: table, text), encoding="utf-8")
    assert TABLE.findall(page.read_text(encoding="utf-8"))[0] == table
