"""A comment begins after a blank: other readers refuse a file where it does not, so ours does too."""

import time

import pytest

from alisei_cli.model.comment import comments
from alisei_cli.store.yaml import read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "b"#c\n', (1, 7)),
        ("a: 'b'#c\n", (1, 7)),
        ("a: [b]#c\n", (1, 7)),
        ("a: {b: c}#c\n", (1, 10)),
        ("a: [b,#c\n  d]\n", (1, 7)),
        ("a: [#c\n  b]\n", (1, 5)),
        ("a: >-#c\n  b\n", (1, 6)),
        ("a: |2#c\n   b\n", (1, 6)),
        ('{"a":#c\n 1}\n', (1, 6)),
        ('a: è\nb: "x"#c\n', (2, 7)),
    ],
)
def test_a_comment_without_a_blank_before_it_is_refused(text: str, place: tuple[int, int]) -> None:
    """One finding at the sign; what the file says is read all the same."""
    reading = read("x.yaml", text.encode())
    assert [(each.rule, each.span and (each.span.line, each.span.column)) for each in reading.findings] == [
        ("yaml-syntax", place)
    ]
    assert reading.source.data is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: b#c\n", "a: b # c\n", 'a: "b#c"\n', 'a: "b" # "c"#d\n', '# "a"#b\na: b\n', 'a: |\n  "b"#c\n  >-#\n', "a: https://b.it/1#c\n",
        "a: [b\n#c\n]\n", "a: b-#c\n", "a:#c\n", "a: b # [c]#d\n", "a: >- # c\n  b\n", "a: [b, # c\n  d]\n", "a: b\n#c\n",
    ],
)  # fmt: skip
def test_a_sign_in_a_text_or_a_comment_is_no_new_comment(text: str) -> None:
    """A ``#`` inside a text belongs to it."""
    assert read("x.yaml", text.encode()).findings == ()


@pytest.mark.parametrize("text", ["a: b\n---\n" + "[" * 240_000 + '"a"#', "a: [" + '"",#\n' * 9_000 + "]\n", "-#" * 120_000])
def test_looking_for_comments_is_no_bomb(text: str) -> None:
    """Nobody looks further where the file is refused anyway."""
    assert 0 < len(read("x.yaml", text.encode()).findings) <= 50


MARK = "# alisei: ignore[ALI104] why"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"a: b {MARK}\n", [1]),
        (f"{MARK}\na: b\n", [2]),
        (f'a: "b" {MARK}\n', [1]),
        (f"a: {{b: c}} {MARK}\n", [1]),
        (f"a: >- {MARK}\n  b\n", [1]),
        (f"a: |\n  b\n{MARK}\nc: d\n", [4]),
        (f"a: [b, {MARK}\n  c]\n", [1]),
        (f'a: "b {MARK}" {MARK}\n', [1]),
        (f'a: "b {MARK}"\n', []),
        (f"a: 'b {MARK}'\n", []),
        (f'a: {{b: "c {MARK}", d: e}}\n', []),
        (f'a: ["c {MARK}"]\n', []),
        (f'"a {MARK}": b\n', []),
        (f"a: |\n  b {MARK}\n  c\n", []),
        (f"a: >-\n  {MARK}\n", []),
        (f'a: "b\n  {MARK}\n  c"\n', []),
        (f'a: "b\n  c {MARK}"\n', []),
    ],
)
def test_only_a_comment_silences(text: str, lines: list[int]) -> None:
    """What stands inside a text is data, and data must not decide what is said of it."""
    assert list(comments(read("x.yaml", text.encode()).source)) == lines


@pytest.mark.parametrize(
    ("before", "is_obeyed"),
    [
        ("a: b ", True),
        ("a: b" + " " * 95, True),
        ("a: b" + " " * 96, False),
        ("a: b\t" + "\t" * 12, False),
        (" " * 900, False),
        ("# x " * 30, False),
    ],
)
def test_what_a_reviewer_does_not_see_is_not_obeyed(before: str, is_obeyed: bool) -> None:
    """The comment is still found, because it is reported."""
    (comment,) = comments(read("x.yaml", f"{before}{MARK}\n".encode()).source).values()
    assert comment.is_obeyed == is_obeyed


def test_many_comments_in_texts_are_no_bomb() -> None:
    """Lookup of each sign is fast for any number of texts."""
    text = "a: [" + ", ".join(['"# alisei: i[x]"'] * 9_000) + "]\n"
    source = read("x.yaml", text.encode()).source
    start = time.process_time()
    assert comments(source) == {}
    assert time.process_time() - start < 2
