"""Patches as a command prints them: on a terminal whole, in a log without what not everyone may see."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alisei_cli.commands._contract import Call
from alisei_cli.core.hidden import Hidden
from alisei_cli.language import _
from alisei_cli.model.dataset import Context
from alisei_cli.render.patch import patch
from alisei_cli.store import yaml
from alisei_cli.store.load import schema_at

if TYPE_CHECKING:
    from alisei_cli.fixing import FilePatch


def print_patches(call: Call, patches: "Iterable[FilePatch]", context: Context) -> None:
    """Print each patch; of a file with values that are not public only its path, unless a person looks at a terminal."""
    for each in patches:
        if call.screen.width is None and any(_hides(each.path, text, context) for text in (each.before, each.after)):
            said = _("{path} changes; not shown here, because it holds values that are not public", path=each.path)
            call.print([str(said)])
        else:
            call.print(patch(each.path, each.before, each.after, call.is_colour))


def _hides(path: str, text: str, context: Context) -> bool:
    schema = schema_at(path, context)
    source = yaml.read(path, text.encode(), yaml.TAXONOMY, schema.admits_text if schema else None).source
    return bool(Hidden(context, {path: source}).texts(path))
