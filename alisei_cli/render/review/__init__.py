"""A review as one comment in GitHub's Markdown: Italian first, English folded; data is shown as it is, never as markup."""

from collections.abc import Iterator

from alisei_cli.language import LANGUAGES, _, speak_language
from alisei_cli.model.review import Review
from alisei_cli.render.markdown import escape_comment as escape
from alisei_cli.render.review._details import list_details
from alisei_cli.render.review._short import summarise
from alisei_cli.render.review.links import Links

MOST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
FRAME = 500
"""Characters around the parts."""
NAMES = {"it": "In italiano", "en": "In English"}


def render(found: Review, links: Links) -> Iterator[str]:
    """What is to be done, in at most fifteen lines; then the details, and all of it in the other language, folded.

    The languages have a fixed order, so that the text depends on the proposal alone.
    """
    first, other = LANGUAGES
    short = {}
    for language in LANGUAGES:
        with speak_language(language):
            short[language] = summarise(found, links)
    room = (MOST - FRAME - sum(len(line) + 1 for lines in short.values() for line in lines)) // len(LANGUAGES)
    yield from short[first]
    with speak_language(first):
        details = list(list_details(found, links, room))
        heading = escape(str(_("Details")))
    if details:
        yield from ["", f"<details><summary>{heading}</summary>", *details, "", "</details>"]
    with speak_language(other):
        details = list(list_details(found, links, room))
    yield from ["", f"<details><summary>{NAMES[other]}</summary>", "", *short[other], *details, "", "</details>"]
