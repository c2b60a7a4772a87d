"""The reader of YAML: what becomes of scalars, where everything stands, and what is refused, each with what to write instead."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from alisei_cli import language
from alisei_cli.model.source import Pointer, Source, Span
from alisei_cli.store.yaml import ENTRY, Limits, Reading, read
from alisei_cli.store.yaml.refusals import MAX_FINDINGS


def reading(text: str | bytes, limits: Limits = ENTRY, admits_text: Callable[[Pointer], bool] | None = None) -> Reading:
    """What the reader makes of some text or bytes."""
    return read("a.yaml", text.encode() if isinstance(text, str) else text, limits, admits_text)


def rules_of(found: Reading) -> list[str | None]:
    """The rules that the reader's findings belong to."""
    return [finding.rule for finding in found.findings]


def places_of(found: Reading) -> list[tuple[int, int, int, int]]:
    """Where the reader's findings point."""
    return [(at.line, at.column, at.end_line, at.end_column) for at in (finding.span for finding in found.findings) if at]


# --- scalars ----------------------------------------------------------------------------------------------------------

SCALARS: list[tuple[str, Any]] = [
    ("no", "no"),
    ("NO", "NO"),
    ("yes", "yes"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("true", True),
    ("false", False),
    ("True", "True"),
    ("TRUE", "TRUE"),
    ("False", "False"),
    ("null", None),
    ("~", None),
    ("", None),
    ("Null", "Null"),
    ("NULL", "NULL"),
    ("0", 0),
    ("-0", 0),
    ("7", 7),
    ("-7", -7),
    ("2026", 2026),
    ("010", "010"),
    ("00100", "00100"),
    ("00743110157", "00743110157"),
    ("-01", "-01"),
    ("1_000", "1_000"),
    ("1.000", "1.000"),
    ("+12", "+12"),
    ("12:30", "12:30"),
    ("190:20:30", "190:20:30"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("0b11", "0b11"),
    ("1e3", "1e3"),
    ("1.5", "1.5"),
    (".5", ".5"),
    ("1.", "1."),
    (".inf", ".inf"),
    ("-.inf", "-.inf"),
    (".nan", ".nan"),
    ("999999999999999", 999_999_999_999_999),
    ("-999999999999999", -999_999_999_999_999),
    ("1000000000000000", "1000000000000000"),
    ("9" * 5000, "9" * 5000),
    ("2026-11-23", "2026-11-23"),
    ("2026-02-30", "2026-02-30"),
    ("2026-11", "2026-11"),
    ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"),
    ("=", "="),
    ("'7'", "7"),
    ('"7"', "7"),
    ('"true"', "true"),
    ("'null'", "null"),
    ('""', ""),
    ("''", ""),
    ("'it''s'", "it's"),
    ('"a\\"b"', 'a"b'),
    ('"\\x41\\u00e9\\U0001F600"', "Aé😀"),
    ('"a\\nb"', "a\nb"),
    ("Alfa:beta", "Alfa:beta"),
    ("https://www.istitutorossi.it:8080/a", "https://www.istitutorossi.it:8080/a"),
    ("a#b", "a#b"),
    ("a #b", "a"),
    ("Rossi & C. S.p.A.", "Rossi & C. S.p.A."),
    ("l'Aquila", "l'Aquila"),
    ("٣", "٣"),  # a digit of another script is no number
    ("１２", "１２"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_only_plain_words_and_numbers_are_not_text(written: str, value: Any) -> None:
    found = reading(f"a: {written}\n" if written else "a:\n")
    assert found.source.data == {"a": value}
    assert type(found.source.data["a"]) is type(value)
    assert found.findings == ()


@pytest.mark.parametrize("written", ["2026", "-7", "0", "true", "false", "00743110157", "1.10", "2026-11-23"])
def test_where_the_schema_admits_text_it_stays_as_written(written: str) -> None:
    admits = {("a",), ("b", 0)}
    found = reading(f"a: {written}\nb: [{written}]\nc: {written}\n", admits_text=lambda pointer: pointer in admits)
    assert found.source.data["a"] == written
    assert found.source.data["b"] == [written]
    assert found.source.data["c"] == reading(f"a: {written}\n").source.data["a"]


@pytest.mark.parametrize("written", ["null", "~", ""])
def test_nothing_is_nothing_even_where_text_may_stand(written: str) -> None:
    assert reading(f"a: {written}".rstrip() + "\n", admits_text=lambda _pointer: True).source.data == {"a": None}


@pytest.mark.parametrize(
    ("written", "key"), [("1", "1"), ("null", "null"), ("true", "true"), ("'a b'", "a b"), ("2026-11-23", "2026-11-23")]
)
def test_keys_are_text(written: str, key: str) -> None:
    assert reading(f"{written}: x\n").source.data == {key: "x"}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("\n", None),
        ("# only a comment\n", None),
        ("---\n", None),
        ("---\na: 1\n", {"a": 1}),
        ("a: 1\n...\n", {"a": 1}),
        ("text\n", "text"),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("{}\n", {}),
        ("a: {b, c: }\n", {"a": {"b": None, "c": None}}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a: x\n  y\n", {"a": "x y"}),
    ],
)
def test_structures(text: str, data: Any) -> None:
    found = reading(text)
    assert found.source.data == data
    assert found.findings == ()


# --- places -----------------------------------------------------------------------------------------------------------

PLACES = """\
# a comment
id: abc   # another
empty:
"q": 'it''s'
😀: {a: 😀😀, "b": [1, "x"], c: {d: }}
list:
  - one
  - {k: v}

  # between
block:
  lines: |
    text
    more

  folded: >-
    text
    more
  quoted: "several
    lines"
  plain: several
    lines
brackets: [
  1,
  2 ]
low:
- k: 1
  j: 2
-
"""

SPANS: list[tuple[Pointer, str, str | None]] = [
    (("id",), "abc", "id"),
    (("empty",), "", "empty"),
    (("q",), "'it''s'", '"q"'),
    (("😀",), '{a: 😀😀, "b": [1, "x"], c: {d: }}', "😀"),
    (("😀", "a"), "😀😀", "a"),
    (("😀", "b"), '[1, "x"]', '"b"'),
    (("😀", "b", 0), "1", None),
    (("😀", "b", 1), '"x"', None),
    (("😀", "c"), "{d: }", "c"),
    (("😀", "c", "d"), "", "d"),
    (("list",), "- one\n  - {k: v}", "list"),
    (("list", 0), "one", None),
    (("list", 1), "{k: v}", None),
    (("list", 1, "k"), "v", "k"),
    (("block", "lines"), "|\n    text\n    more\n\n", "lines"),
    (("block", "folded"), ">-\n    text\n    more\n", "folded"),
    (("block", "quoted"), '"several\n    lines"', "quoted"),
    (("block", "plain"), "several\n    lines", "plain"),
    (("brackets",), "[\n  1,\n  2 ]", "brackets"),
    (("brackets", 1), "2", None),
    (("low",), "- k: 1\n  j: 2\n-", "low"),
    (("low", 0), "k: 1\n  j: 2", None),
    (("low", 0, "j"), "2", "j"),
    (("low", 1), "", None),
]


def cut(source: Source, span: Span) -> str:
    """The text within a span."""
    lines = source.lines[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(("pointer", "value", "key"), SPANS)
def test_every_key_and_value_knows_its_place(pointer: Pointer, value: str, key: str | None) -> None:
    source = reading(PLACES).source
    place = source.places[pointer]
    assert cut(source, place.value) == value
    assert (cut(source, place.key) if place.key else None) == key


def test_there_is_a_place_for_every_node_and_for_nothing_else() -> None:
    source = reading(PLACES).source
    assert set(source.places) == {(), ("block",)} | {pointer for pointer, _value, _key in SPANS} | {
        ("brackets", 0),
        ("low", 0, "k"),
    }


@pytest.mark.parametrize("text", ["\ufeffa: 1\nb: é😀 c\n", "a: 1\r\nb: é😀 c\r\n", "a: 1\nb: é😀 c"])
def test_places_count_code_points_whatever_the_line_ends(text: str) -> None:
    source = reading(text).source
    assert source.span(("b",)) == Span(2, 4, 2, 8)
    assert source.span(("b",), "key") == Span(2, 1, 2, 2)


def test_places_hold_after_a_refused_character() -> None:
    source = reading("a: x\u200by\n\u200bb: [\u202e1, zz]\n").source
    assert source.data == {"a": "xy", "b": [1, "zz"]}
    assert source.span(("b", 1)) == Span(2, 10, 2, 12)


@pytest.mark.parametrize("text", ["? a", "a: |\n  b", "a:\n  - b", "{a: b}", "a: [b", "{a: b, ?", "{a: b, c"])
def test_places_lie_inside_a_text_whose_last_line_is_open(text: str) -> None:
    """The parser points below the last line where no Enter closes it."""
    found = reading(text)
    last = text.count("\n") + 1, len(text) - text.rfind("\n")
    spans = [place.value for place in found.source.places.values()] + [each.span for each in found.findings if each.span]
    assert [span for span in spans if (span.end_line, span.end_column) > last] == []


def test_what_is_not_there_stands_where_the_nearest_thing_above_stands() -> None:
    source = reading("a:\n  b: 1\n").source
    assert source.span(("a", "x", 3)) == source.span(("a",))
    assert source.span(("a", "x"), "block") == source.span(("a",))
    assert source.span(("a",), "block") == Span(2, 3, 2, 4)


# --- bytes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\ufeffa: 1\n", 1, "mark"),
        ("a: 1\r\nb: 2\r\n", 1, "Windows"),
        ("a: 1\nb: 2", 2, "last line"),
        ("a: 1\nb: 2  \n", 2, "spaces"),
    ],
)
def test_an_untidy_file_is_read_all_the_same(text: str, line: int, words: str) -> None:
    found = reading(text)
    assert found.source.data == ({"a": 1, "b": 2} if "b" in text else {"a": 1})
    assert rules_of(found) == ["untidy-file"]
    assert places_of(found) == [(line, 1, line, 1)]
    assert words in str(found.findings[0].message)


@pytest.mark.parametrize(
    ("raw", "place", "number"),
    [
        (b"a: \xe8\n", (1, 4, 1, 5), "4"),
        ("a: é😀\nb: ".encode() + b"\xff\n", (2, 4, 2, 5), "14"),
        (b"a: \xed\xa0\x80\n", (1, 4, 1, 5), "4"),  # a surrogate
        (b"a: \xc0\xaf\n", (1, 4, 1, 5), "4"),  # an overlong slash
        (b"a: \xf4\x90\x80\x80\n", (1, 4, 1, 5), "4"),  # beyond Unicode
        (b"a: caf\xc3", (1, 7, 1, 8), "7"),  # cut off
    ],
)
def test_other_encodings_are_refused_with_the_byte(raw: bytes, place: tuple[int, int, int, int], number: str) -> None:
    found = reading(raw)
    assert found.source.data is None
    assert rules_of(found) == ["not-utf8"]
    assert places_of(found) == [place]
    assert f"byte {number} " in str(found.findings[0].message)


@pytest.mark.parametrize(
    ("text", "rule", "place", "data"),
    [
        ("a: x\x00y\n", "control-character", (1, 5, 1, 6), "xy"),
        ("a: x\x1b[31m\n", "control-character", (1, 5, 1, 6), "x[31m"),
        ("a: x\x7fy\n", "control-character", (1, 5, 1, 6), "xy"),
        ("a: x\x85y\n", "control-character", (1, 5, 1, 6), "xy"),  # a line end for YAML 1.1
        ("a: x\x9by\n", "control-character", (1, 5, 1, 6), "xy"),
        ("a: x\ry\n", "control-character", (1, 5, 1, 6), "xy"),
        ("a: x\u00ady\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u200by\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u200dy\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u202ey\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u2028y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u2066y\u2069\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\ufeffy\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\ufe0fy\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\ufdd0y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\ufffey\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\U0001fffey\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\ue000y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\U000e0041y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\U0001bca0y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\U0001d173y\n", "invisible-character", (1, 5, 1, 6), "xy"),
        ("a: x\u200b\u200b\u2060y\n", "invisible-character", (1, 5, 1, 8), "xy"),
        ("# \u202e\na: xy\n", "invisible-character", (1, 3, 1, 4), "xy"),
        ("\u200ba: xy\n", "invisible-character", (1, 1, 1, 2), "xy"),
        ("a\u200b: xy\n", "invisible-character", (1, 2, 1, 3), "xy"),
        ("a: \u200b12\n", "invisible-character", (1, 4, 1, 5), 12),
        ("a: \u200b\n", "invisible-character", (1, 4, 1, 5), None),
        ('a: "x\u200by"\n', "invisible-character", (1, 6, 1, 7), "xy"),
        ("a: 'x\u200by'\n", "invisible-character", (1, 6, 1, 7), "xy"),
    ],
)
def test_unseen_characters_are_refused_and_never_reach_the_data(
    text: str, rule: str, place: tuple[int, int, int, int], data: Any
) -> None:
    found = reading(text)
    assert found.source.data == {"a": data}
    assert rules_of(found)[0] == rule
    assert places_of(found)[0] == place
    assert found.source.text == text, "the text keeps them, so that an excerpt can show them"
    assert "\ue000" not in str(found.findings[0].message)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('a: "x\\u202ey"\n', "invisible-character"),
        ('a: "x\\u2028y"\n', "invisible-character"),
        ('a: "x\\Ly"\n', "invisible-character"),
        ('a: "x\\ey"\n', "control-character"),
        ('a: "x\\0y"\n', "control-character"),
        ('a: "x\\ry"\n', "control-character"),
        ('a: "x\\ue000y"\n', "invisible-character"),
        ('a: "x\\U000e0041y"\n', "invisible-character"),
        ('"a\\u200b": xy\n', "invisible-character"),
    ],
)
def test_escapes_hide_nothing(text: str, rule: str) -> None:
    found = reading(text)
    assert found.source.data == {"a": "xy"}
    assert rules_of(found) == [rule]
    assert "\\" in str(found.findings[0].message)


def test_a_character_typed_and_one_escaped_are_each_told_once() -> None:
    found = reading('a: "x\u200by\\u202e\\ue000z"\n')
    assert found.source.data == {"a": "xyz"}
    assert places_of(found) == [(1, 6, 1, 7), (1, 4, 1, 22)]
    assert "\\u202e, \\ue000" in str(found.findings[1].message)


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', 'a: "\\ud83d\\ude00"\n', 'a: "\\U00110000"\n'])
def test_surrogates_cannot_be_escaped(text: str) -> None:
    found = reading(text)
    assert found.source.data is None
    assert rules_of(found) == ["yaml-syntax"]
    assert "does not exist" in str(found.findings[0].message)


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "❤️", "👩🏽‍⚕️", "🏳️‍🌈"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_emoji_may_be_joined(emoji: str, quote: str) -> None:
    found = reading(f"a: {quote}{emoji}{quote}\n")
    assert found.source.data == {"a": emoji}
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "place", "data"),
    [
        ("a:\t1\n", (1, 3, 1, 4), {"a": 1}),
        ("a: 1\t\n", (1, 5, 1, 6), {"a": 1}),
        ("a:\n\tb: 1\n", (2, 1, 2, 2), {"a": {"b": 1}}),
        ("a:\n\t\tb: 1\n", (2, 1, 2, 3), {"a": {"b": 1}}),
        ("a: x\ty\n", (1, 5, 1, 6), {"a": "x y"}),
        ('a: "x\ty"\n', (1, 6, 1, 7), {"a": "x y"}),
        ('a: "x\\ty"\n', (1, 4, 1, 10), {"a": "x y"}),
        ("a: |\n  x\ty\n", (2, 4, 2, 5), {"a": "x y\n"}),
        ("a: 1 #\tx\n", (1, 7, 1, 8), {"a": 1}),
    ],
)
def test_tabs_are_refused_and_read_as_blanks(text: str, place: tuple[int, int, int, int], data: Any) -> None:
    found = reading(text)
    assert rules_of(found) == ["tab"]
    assert places_of(found) == [place]
    assert found.source.data == data


def test_a_tab_that_breaks_the_structure_is_told_and_nothing_else() -> None:
    found = reading("a:\n  b: 1\n\tc: 2\n")
    assert rules_of(found) == ["tab"]
    assert found.source.data is None


def test_an_error_far_from_the_tab_is_told_too() -> None:
    found = reading("a:\t1\nb: 2\nc: 3\nd: 4\ne: [\n")
    assert rules_of(found) == ["tab", "yaml-syntax"]


# --- limits -----------------------------------------------------------------------------------------------------------


def test_size_at_the_border() -> None:
    head = b"a: "
    exact = head + b"x" * (ENTRY.size - len(head) - 1) + b"\n"
    assert reading(exact).findings == ()
    over = reading(exact[:-1] + b"x\n")
    assert rules_of(over) == ["file-too-large"]
    assert over.source.text == "", "what is refused is not kept"
    assert "256 KiB" in str(over.findings[0].message)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_depth_at_the_border(opening: str, closing: str) -> None:
    deep = ENTRY.depth - 1  # the block that holds it is one
    assert reading("a: " + opening * deep + closing * deep + "\n").findings == ()
    over = reading("a: " + opening * (deep + 1) + closing * (deep + 1) + "\n")
    assert rules_of(over) == ["too-deep"]
    assert over.source.data is None
    assert places_of(over)[0][1] == 4 + deep * len(opening)


def test_nodes_at_the_border() -> None:
    items = ENTRY.nodes - 3  # the block, its key, the list
    assert reading("a:\n" + "- x\n" * items).findings == ()
    over = reading("a:\n" + "- x\n" * (items + 1))
    assert rules_of(over) == ["too-many-nodes"]
    assert over.source.data is None


def test_limits_hold_in_what_is_passed_over_too() -> None:
    assert rules_of(reading("a: 1\na: " + "[" * 30 + "]" * 30 + "\n")) == ["duplicate-key", "too-deep"]
    assert rules_of(reading("a: 1\na:\n" + "- x\n" * ENTRY.nodes)) == ["duplicate-key", "too-many-nodes"]


BOMBS = [
    "[" * 100_000,
    "a: " + "[" * 100_000,
    "{" * 100_000,
    "? " + "[" * 100_000,
    "a: 1\na: " + "[" * 100_000,
    "- " * 100_000,
    "? " * 100_000,
    "- [" * 60_000,
    "\t" * 100_000,
    "\t\n" * 100_000,
    "\u200b" * 80_000,
    "\u200bx" * 60_000,
    'a: "' + "\\u200b" * 40_000 + '"\n',
    "&a " * 60_000,
    "!a " * 60_000,
    "*a " * 60_000,
    "%" * 100_000,
    "--- \n" * 40_000,
    "'" * 200_000,
    "a: *b\n" * 30_000,
    "".join(f"{number}: 1\n" for number in range(25_000)),
    "x" * 200_000 + ": 1\n",
    "a: &a {b: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*a, *a]}}\n" for n in range(5000)),
    "\U0001f468\u200d" * 30_000,
]


@pytest.mark.parametrize("text", BOMBS, ids=lambda text: repr(text[:12]))
def test_bombs_are_refused_at_once(text: str) -> None:
    begin = time.process_time()
    found = reading(text)
    said = [f"{finding.message}{finding.help}" for finding in found.findings]
    assert found.source.places is not None
    assert time.process_time() - begin < 20  # seconds of this process: what grows with the square of the size takes minutes
    assert said
    assert len(said) <= MAX_FINDINGS
    assert all(len(sentence) < 1500 for sentence in said)


def test_no_more_than_fifty_findings_and_the_rest_counted() -> None:
    found = reading("".join(f"k{number}: *x\n" for number in range(80)))
    assert len(found.findings) == MAX_FINDINGS
    assert str(found.findings[-1].message).startswith("31 more slips")


# --- what entries do not use ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said", "data"),
    [
        ("a: &x 1\n", [("anchor-or-alias", (1, 4, 1, 6))], {"a": 1}),
        ("a: &x [1]\n", [("anchor-or-alias", (1, 4, 1, 6))], {"a": [1]}),
        ("&x a: 1\n", [("anchor-or-alias", (1, 1, 1, 3))], {"a": 1}),
        ("a: *x\n", [("anchor-or-alias", (1, 4, 1, 6))], {"a": None}),
        ("a: [*x, 1]\n", [("anchor-or-alias", (1, 5, 1, 7))], {"a": [None, 1]}),
        ("a: &x 1\nb: *x\n", [("anchor-or-alias", (1, 4, 1, 6)), ("anchor-or-alias", (2, 4, 2, 6))], {"a": 1, "b": None}),
        ("a: {<<: {b: 1}, c: 2}\n", [("anchor-or-alias", (1, 5, 1, 7))], {"a": {"c": 2}}),
        ("a: {'<<': 1}\n", [], {"a": {"<<": 1}}),
        ("a: !!str 1\n", [("yaml-tag", (1, 4, 1, 9))], {"a": "1"}),
        ("a: ! 1\n", [("yaml-tag", (1, 4, 1, 5))], {"a": 1}),
        ("a: !x {b: 1}\n", [("yaml-tag", (1, 4, 1, 6))], {"a": {"b": 1}}),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", (1, 4, 1, 35))], {"a": ["ls"]}),
        ("a: !!str &x 1\n", [("anchor-or-alias", (1, 10, 1, 12)), ("yaml-tag", (1, 4, 1, 9))], {"a": "1"}),
        ("a: !!timestamp x\n", [("yaml-tag", (1, 4, 1, 15))], {"a": "x"}),
        ("a: 1\n---\nb: 2\n", [("several-documents", (2, 1, 2, 4))], {"a": 1}),
        ("a: 1\n---\n", [("several-documents", (2, 1, 2, 4))], {"a": 1}),
        ("---\na: 1\n---\nb: [\n", [("several-documents", (3, 1, 3, 4))], {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n", [("yaml-directive", (1, 1, 1, 2))], {"a": 1}),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", [("yaml-directive", (1, 1, 1, 2))], {"a": 1}),
        ("{name}: x\na: 1\n", [("key-not-text", (1, 1, 1, 7))], {"a": 1}),
        ("? [a, b]\n: 1\na: 1\n", [("key-not-text", (1, 3, 1, 9))], {"a": 1}),
        ("*x : 1\na: 1\n", [("key-not-text", (1, 1, 1, 3))], {"a": 1}),
        ("?\n: 1\na: 1\n", [("key-not-text", (1, 2, 1, 2))], {"a": 1}),
        ("a: 1\na: 2\n", [("duplicate-key", (2, 1, 2, 2))], {"a": 1}),
        ('a: 1\n"a": 2\n', [("duplicate-key", (2, 1, 2, 4))], {"a": 1}),
        ("a: 1\na: {b: [1, *x]}\nc: 3\n", [("duplicate-key", (2, 1, 2, 2))], {"a": 1, "c": 3}),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", (1, 11, 1, 12))], {"a": {"b": 1}}),
        ("caf\u00e9: 1\ncafe\u0301: 2\n", [("duplicate-key", (2, 1, 2, 6))], {"caf\u00e9": 1}),
        ("a: 1\nb: {a: 2}\n", [], {"a": 1, "b": {"a": 2}}),
        ("\u00a0id: 1\n", [("invisible-character", (1, 1, 1, 2))], {"id": 1}),
    ],
)
def test_refused(text: str, said: list[tuple[str, tuple[int, int, int, int]]], data: Any) -> None:
    found = reading(text)
    assert list(zip(rules_of(found), places_of(found), strict=True)) == said
    assert found.source.data == data
    assert all(finding.help for finding in found.findings)


@pytest.mark.parametrize("text", ["caf\u00e9: 1\ncafe\u0301: 2\n", "b: 0\na: 1\na: 2\n"])
def test_a_duplicate_points_at_the_first(text: str) -> None:
    found = reading(text)
    related = found.findings[0].related[0]
    line = 1 if "caf" in text else 2
    assert found.source.span(related.pointer, related.at).line == line
    assert f"line {line}" in str(found.findings[0].message)


def test_only_what_is_not_known_is_tainted() -> None:
    found = reading("a: &x 1\nb: *x\nc: !!str 1\nd: x\u200by\ne: {<<: {f: 1}}\n")
    assert found.reported == {("b",), ("c",), ("e",)}


ONCE = [
    ("id: x\nb: é\n".encode("utf-16"), "not-utf8", "UTF-16", None),
    ("id: x\nb: é\n".encode("utf-16-le"), "not-utf8", "UTF-16", None),
    ("id: x\nb: é\n".encode("utf-16-be"), "not-utf8", "UTF-16", None),
    (b"id: x\rb: c\r", "untidy-file", "old Macs", {"id": "x", "b": "c"}),
    ("id: x\x85b: c\x85d: e\x85".encode(), "control-character", "\\x85, instead of a line end", None),
    ("id: x\u2028b: c\u2028d: e\u2028".encode(), "invisible-character", "\\u2028, instead of a line end", None),
    ("a:\n\u00a0\u00a0vat: 1\n".encode(), "invisible-character", "looks like a space", {"a": {"vat": 1}}),
    ("a:\u00a0b\n".encode(), "invisible-character", "looks like a space", {"a": "b"}),
    ("a:\n  -\u00a0b\n".encode(), "invisible-character", "looks like a space", {"a": ["b"]}),
    (b"a:\n  - {{value: b, kind: c}\nd: e\n", "key-not-text", "two braces", None),
    (b"a:\n  - {{value: b, kind: c}}\nd: e\n", "key-not-text", "two braces", None),
    (b"a: {b: &Co, c: d}\n", "anchor-or-alias", "&Co", {"a": {"b": None, "c": "d"}}),
]


@pytest.mark.parametrize(("raw", "rule", "words", "data"), ONCE)
def test_what_is_wrong_throughout_is_told_once(raw: bytes, rule: str, words: str, data: Any) -> None:
    found = reading(raw)
    assert rules_of(found) == [rule]
    assert words in str(found.findings[0].message)
    assert found.source.data == data


def test_no_rule_speaks_of_what_an_odd_name_or_an_anchor_has_taken_away() -> None:
    assert reading("a: {b: &Co}\n").reported == {("a", "b")}
    assert reading("a: {[b, c]: d}\n").reported == {("a",)}
    assert 'double quotes: "&Co"' in str(reading("a: {b: &Co}\n").findings[0].help)


# --- torn texts ----------------------------------------------------------------------------------------------------------


TORN = [
    ("a: {it: Uno, due, en: x}\n", "Uno, due"),
    ("a: {it: Uno, due e tre, quattro.}\n", "Uno, due e tre, quattro."),
    ("a: {it: 1,5 kg, en: x}\n", "1,5 kg"),
    ("a: {it: Uno,\n  due, en: x}\n", "Uno, due"),
    ("a: {it: Uno, " + "due " * 60 + ", en: x}\n", "Uno, " + ("due " * 60).strip()),
]
WHOLE = [
    ("a: {it: Uno, en}\n", {"it": "Uno", "en": None}),
    ("a: {it: Uno, due: , en: x}\n", {"it": "Uno", "due": None, "en": "x"}),
    ('a: {it: "Uno", due, en: x}\n', {"it": "Uno", "due": None, "en": "x"}),
    ('a: {it: Uno, "due", en: x}\n', {"it": "Uno", "due": None, "en": "x"}),
    ("a: {it: Uno, # sì\n  due, en: x}\n", {"it": "Uno", "due": None, "en": "x"}),
    ("a: {it: Uno, en:x}\n", {"it": "Uno", "en:x": None}),
    ("a: {due, it: Uno}\n", {"due": None, "it": "Uno"}),
    ("a: {it: [Uno], due}\n", {"it": ["Uno"], "due": None}),
]


def _known(pointer: Pointer) -> bool | None:
    return True if pointer in (("a", "it"), ("a", "en")) else None


@pytest.mark.parametrize(("text", "whole"), TORN)
def test_a_text_torn_by_a_comma_is_one_finding_and_stays_whole(text: str, whole: str) -> None:
    found = reading(text, admits_text=_known)
    assert rules_of(found) == ["torn-text"]
    assert found.reported == {("a", "it")}
    assert found.source.data["a"]["it"] == whole
    assert set(found.source.data["a"]) <= {"it", "en"}
    assert set(found.source.places) == {(), ("a",), *(("a", key) for key in found.source.data["a"])}
    assert found.source.span(("a", "it")) == found.findings[0].span
    assert cut(found.source, found.source.span(("a", "it"))) == whole or "\n" in text[:-1]


@pytest.mark.parametrize(("text", "data"), WHOLE)
def test_what_may_be_a_field_is_no_torn_text(text: str, data: Any) -> None:
    found = reading(text, admits_text=_known)
    assert found.findings == ()
    assert found.source.data == {"a": data}


def test_a_long_torn_text_is_told_by_its_beginning_and_end() -> None:
    finding = reading("a: {it: Uno due tre quattro, " + "cinque " * 40 + "e sei}\n", admits_text=_known).findings[0]
    assert str(finding.help).endswith('type " before Uno due tre and again after cinque e sei')


# --- syntax -----------------------------------------------------------------------------------------------------------

SYNTAX = [
    ("a: b: c\n", (1, 5), "a colon and a space inside this text", 'a: "b: c"'),
    ("a: https://x: y\n", (1, 13), "a colon and a space inside this text", "double quotes"),
    ("id:foo\nstatus: active\n", (1, 3), "a space is missing after this colon", "Write id: foo"),
    ("id: x\nstatus:active\nb: c\n", (2, 7), "a space is missing after this colon", "Write status: active"),
    ("id: x\nnames\n  - a\n", (2, 1), "no colon", "Write names:"),
    ("names\ntype: y\n", (1, 1), "no colon", "Write names:"),
    ("id: x\nnames\ntype: y\n", (2, 1), "no colon", "Write names:"),
    ("a: 1\n b: 2\n", (2, 2), "begins further right", "Delete 1 space at"),
    (
        "a: b\n  c: d\n",
        (2, 3),
        "begins further right",
        "Delete 2 spaces at the beginning of the line; or, if the line above should hold a block, delete its value.",
    ),
    ("a:\n  b: 1\n c: 2\n", (3, 2), "does not begin in the same column", "Indent this line by 1 more space"),
    ("a:\n  - b: 1\n   c: 2\n", (3, 4), "fits neither the list item", "Indent this line by 1 more space"),
    ("- a\nb: 1\n", (2, 1), "fits neither the list item", "hyphen"),
    ("a: 1\n- b\n", (2, 1), "a list item here", "hyphen"),
    ("a: - 1\n", (1, 4), "a list item cannot begin here", "below the name of the field: - 1"),
    ("a: @x\n", (1, 4), "cannot begin with this sign", 'a: "@x"'),
    ("a: `x`\n", (1, 4), "cannot begin with this sign", 'a: "`x`"'),
    ("a: %x\n", (1, 4), "cannot begin with this sign", 'a: "%x"'),
    ("a: *\n", (1, 5), "cannot begin with * or &", 'a: "*"'),
    ("a: & b\n", (1, 5), "cannot begin with * or &", 'a: "& b"'),
    ("a: !<\n", (1, 6), "cannot begin with !", 'a: "!<"'),
    ("a: !e!x y\n", (1, 4), "cannot begin with !", 'a: "!e!x y"'),
    ("a: ? b\n", (1, 4), "question mark", 'a: "? b"'),
    ('a: "x\nb: 1\n', (1, 4), "never closed", "same quotation mark"),
    ("a: 'x\nb: 1\n", (1, 4), "never closed", "same quotation mark"),
    ("a: 'x\n---\nb: 1\n", (1, 4), "never closed", "same quotation mark"),
    ("a: 'l'uno'\n", (1, 7), "the apostrophe in this text", 'a: "l\'uno"'),
    ('a: "x" y\n', (1, 8), "after the closing quotation mark", r'a: "\"x\" y"'),
    ("a: [x] y\n", (1, 8), "where the value has already ended", "Write a: [x, y]"),
    ('a: "detto "il Centro" da tutti"\n', (1, 12), "after the closing quotation mark", r'a: "detto \"il Centro\" da tutti"'),
    ("a: {it: 'L'Istituto', en: x}\n", (1, 12), "the apostrophe in this text", 'it: "L\'Istituto"'),
    ("a: {it: Vis #1, en: x}\n", (1, 13), "begin a comment here", 'it: "Vis #1"'),
    ("a: [Vis #1]\n", (1, 9), "begin a comment here", '"Vis #1"'),
    ("a: {it: Saggi: uno, en: x}\n", (1, 14), "a colon and a space inside this text", 'it: "Saggi: uno"'),
    ("a: Uno: due # no\n", (1, 7), "a colon and a space inside this text", 'a: "Uno: due"'),
    ("a: Uno: due\n  e tre\n", (1, 7), "a colon and a space inside this text", "Write a: >- on a line of its own"),
    ("a: 'x\nb: l'uno\n", (1, 4), "opens here and is never closed", "same quotation mark: a: 'x'"),
    ("a: {v: 'x, k: y}\nb: 'c'\n", (1, 8), "opens here and is never closed", "same quotation mark: v: 'x'"),
    ("x: 1\nwebsite https://a.it\nb: c\n", (2, 1), "no colon", "Write website: https://a.it"),
    ("b:\n  website https://a.it\n  c: d\n", (2, 3), "no colon", "Write website: https://a.it"),
    ("a:\n  it: x\n  lavora con tutti\n  c: d\n", (3, 3), "continues the text of the field it", "4 spaces: lavora con"),
    ("a:\n  - {v: x}\n - {v: y}\n", (3, 2), "this item does not begin", "Indent this line by 1 more space"),
    ("a:\n  - {v: x}\n   - {v: y}\n", (3, 4), "this item does not begin", "Delete 1 space at"),
    ("a:\n  • x\n  • y\n", (2, 3), "this sign, •, is not the hyphen", "Write - x, and so on for the 2 items"),
    ("a:\n• x\nb: y\n", (2, 1), "this sign, •, is not the hyphen", "Write - x"),
    ("a:\n  - x\n  – y\nb: z\n", (3, 3), "this sign, –, is not the hyphen", "Write - y"),
    ("a:\n  * x\n", (2, 3), "this sign, *, is not the hyphen", "Write - x"),
    ("a:\n  -x\n  -y\n", (2, 3), "a space is missing after this hyphen", "Write - x, and so on for the 2 items"),
    ("a:\n  -v: x\n    k: y\n", (2, 3), "a space is missing after this hyphen", "Write - v: x"),
    ("a:\n  • v: x\n", (2, 3), "this sign, •, is not the hyphen", "Write - v: x"),
    ("a: [1, 2\nb: 3\n", (1, 4), "[ on line 1 is not closed", "Write a: [1, 2]"),
    ("a: [x: y: z]\n", (1, 6), "a colon and a space inside this text", 'double quotes: "x: y: z"'),
    ("a: {b: 1\n", (1, 4), "braces that open on line 1", "Write a: {b: 1}"),
    ("x: 1\na: {b: 1\nc: 2\n", (2, 4), "braces that open on line 2", "Write a: {b: 1}"),
    ("a: [,]\n", (1, 5), "there is one comma too many here", "Write a: []"),
    ("a: ]\n", (1, 4), "where a value belongs", "Delete it"),
    ("a: ,x\n", (1, 4), "where a value belongs", "Delete it"),
    ("a: {: 1}\n", (1, 5), "a value is missing here", "comma"),
    ('a: "\\d"\n', (1, 5), "in double quotes, a backslash", "two backslashes"),
    ('a: "\\xZZ"\n', (1, 7), "not followed by the number", "two backslashes"),
    ("a: |x\n y\n", (1, 5), "after | or >", "lines below"),
    ("a: 1\n...\nb: 2\n", (3, 1), "the entry has ended above", "left edge"),
    ("%FOO\n---\na: 1\n", (1, 5), "begin with %", "delete the line"),
    ("a: [\u00a0\n{\n", (1, 5), "this looks like a space but is a different character (\\xa0", "space bar"),
    ("id: a\nnames:\n  -{value: Alfa, kind: display}\n", (3, 3), "a space is missing after this hyphen", "- {value: Alfa"),
    ("id: a\n<<<<<<< HEAD\ntype: b\n=======\ntype: c\n>>>>>>> d\n", (2, 1), "two versions of the lines below", "======="),
]


@pytest.mark.parametrize(("text", "place", "message", "help"), SYNTAX)
def test_syntax_is_explained_at_its_place(text: str, place: tuple[int, int], message: str, help: str) -> None:
    found = reading(text)
    assert rules_of(found) == ["yaml-syntax"]
    assert places_of(found)[0][:2] == place
    assert message in str(found.findings[0].message)
    assert help in str(found.findings[0].help)
    assert found.source.data is None


@pytest.mark.parametrize(
    "text", ["it: |\n  Offriamo:\n  • uno\n", "it: •uno\n", 'it: "\n  • uno"\n', "it:\n  – uno\n", "a: [\n  -5]\n", "a:\n  -5\n"]
)
def test_in_a_text_a_line_may_begin_with_any_sign(text: str) -> None:
    assert reading(text, admits_text=lambda pointer: pointer == ("it",)).findings == ()


def test_a_first_word_that_is_no_field_is_prose() -> None:
    text = "website https://a.it\nb: c\n"
    assert "Write website" in str(reading("b: c\n" + text, admits_text=lambda _pointer: True).findings[0].help)
    assert "Write website" not in str(reading("b: c\n" + text, admits_text=lambda _pointer: None).findings[0].help)


@pytest.mark.parametrize("text", [text for text, *_rest in SYNTAX])
def test_sentences_are_whole_in_italian(text: str) -> None:
    finding = reading(text).findings[0]
    language.use("it")
    assert "{" not in str(finding.message)
    assert str(finding.help)


# --- anything at all --------------------------------------------------------------------------------------------------


def test_a_broken_file_is_never_a_traceback() -> None:
    whole = PLACES.encode()
    for end in range(0, len(whole), 3):
        found = reading(whole[:end] + b"]:\x00\xff'"[end % 5 :])
        assert found.source.span(("block", "lines")).line >= 1
        assert [str(finding.message) for finding in found.findings]
