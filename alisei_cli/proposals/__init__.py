"""The forms in which proposals are sent: one file each. To read another, add a file."""

from alisei_cli.language import _
from alisei_cli.proposals._contract import Form
from alisei_cli.shelf import Shelf

FORMS: Shelf[Form] = Shelf("alisei_cli.proposals", "FORM", Form, _("there is no form of proposals called {name}"))


def choose_form(name: str, content: bytes) -> Form:
    """The form of a file; the last is text, which any file may be."""
    forms = sorted(map(FORMS.load, FORMS.names), key=lambda form: form.place)
    return next((form for form in forms if form.is_ours(name, content)), forms[-1])
