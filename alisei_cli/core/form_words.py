"""What the form page says: its sentences in both languages, and the sections into which it sorts the fields of a kind."""

from collections.abc import Mapping

from alisei_cli.language import LANGUAGES, Labels, Text, _, speak_language, translate

SENTENCES: Mapping[str, Text] = {
    "added": _("Added: {name}"),
    "another": _("Add"),
    "anotherOne": _("Add: {list}"),
    "changes": _("What changes"),
    "choose": _("not known"),
    "chosen": _("Chosen"),
    "confirm": _("I confirm that the entry is right"),
    "confirmHelp": _("Nothing is changed. If everything is right, tick this and send the text: that is worth a lot to us."),
    "close": _("Close"),
    "closeOne": _("Close: {name}"),
    "contents": _("Contents"),
    "copied": _("Copied. Paste it into an e-mail to the secretariat, or into your answer to the e-mail that brought this page."),
    "copy": _("Copy the text"),
    "copyByHand": _("The text is selected: press Ctrl+C (on a Mac ⌘C) to copy it."),
    "day": _("This day is not in the calendar."),
    "download": _("Download {file}"),
    "downloaded": _("{file} is in your downloads."),
    "edit": _("Change"),
    "editOne": _("Change: {name}"),
    "empty": _("left empty"),
    "example": _("For example: {example}"),
    "found": _("Results: {count}"),
    "foundNone": _("No term found. Try another word; what you write is sent as it is."),
    "github": _("Open a proposal on GitHub"),
    "githubHelp": _("GitHub needs an account, and everyone can read what you send there."),
    "githubLong": _("The text is too long for a GitHub link: copy it and paste it there."),
    "githubRestricted": _("Some of these values are not public, and everyone can read GitHub: send them by e-mail."),
    "intro": _("Correct what is wrong and add what you know. Everything else stays unchanged."),
    "introNew": _("A few answers are enough for a new entry. You can add more below."),
    "longer": _("It has {count} characters; there is room for {most}."),
    "lower": _("The smallest number is {least}."),
    "higher": _("The largest number is {most}."),
    "mail": _("Write the e-mail"),
    "mailHelp": _("Your mail program opens with the text in it; the address is {mailbox}."),
    "mailLong": _("The text is too long for a link: copy it and paste it into your answer to the e-mail that brought this page."),
    "mailNoAddress": _("Your mail program opens with the text in it; send it to the address that sent you this page."),
    "mistake": _("This does not have the expected form."),
    "needed": _("required"),
    "neededHint": _("This is required."),
    "new": _("A new entry"),
    "newItem": _("New item"),
    "noScript": _("This page needs JavaScript, which is switched off here. Write an e-mail to the secretariat in your own words."),
    "nothing": _("Nothing has been changed yet."),
    "notTerm": _("{value} is not a term of the list; it is sent as it is."),
    "number": _("Enter a whole number."),
    "personal": _("Only data of the organisation: no names of persons, no mobile numbers, no addresses such as name.surname@."),
    "questions": _("The questions"),
    "remove": _("Remove"),
    "perhapsPersonal": _("This looks like the address of one person; the registry wants that of an office, such as info@."),
    "range": _("This is less than the number before it."),
    "removed": _("Removed: {name}"),
    "removeOne": _("Remove: {name}"),
    "review": _("Values to look at again: {count}"),
    "restored": _("Back again: {name}"),
    "rest": _("Whatever else you know"),
    "send": _("Send"),
    "sendHelp": _("This page sends nothing by itself and keeps nothing. Choose one way; the text is the same for all."),
    "shorter": _("At least {least} characters."),
    "skip": _("To what changes, and how to send it"),
    "term": _("Write a word: the name of a term, or another word for it"),
    "text": _("The text to send"),
    "title": _("Correct an entry"),
    "town": _("Write the beginning of its name"),
    "undo": _("Undo"),
    "undoOne": _("Undo: {name}"),
    "willGo": _("This will be removed."),
    "willGoShort": _("to be removed"),
}  # fmt: skip
"""By the name that the page's scripts ask for; places stay open."""

SECTIONS: Mapping[str, tuple[tuple[Text, tuple[str, ...]], ...]] = {
    "stakeholder": (
        (_("The organisation"), ("names", "type", "description")),
        (_("Contacts"), ("website", "contact")),
        (_("Where it is"), ("head_office", "sites")),
        (_("Offers and needs"), ("offers", "needs")),
        (_("What it does"), ("sector", "profile", "value_chain", "technologies", "therapeutic_areas", "qualifications", "trajectories")),
        (_("Ties with others"), ("relations",)),
        (_("Codes and facts"), ("identifiers", "facts")),
        (_("Sources of the data"), ("sources",)),
    ),
}  # fmt: skip
"""Sections of a kind with the fields at the top of each; what none names stands in the last."""
OTHER = _("Other data")
FIRST, LAST = ("summary",), ("trl",)
"""Blocks of an item that its form puts before and after the others: what one has to say, and what few know."""


def say_both(texts: Mapping[str, Text]) -> Mapping[str, Labels]:
    """``texts`` in both languages, their places left open."""
    said = {}
    for language in LANGUAGES:
        with speak_language(language):
            said[language] = [translate(text.message) for text in texts.values()]
    return {name: Labels(*both) for name, *both in zip(texts, said["it"], said["en"], strict=True)}
