"""A folder in which every public module is one item: to add one, add a file."""

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from typing import Generic, TypeVar

from alisei_cli.errors import UsageError
from alisei_cli.language import Text, _
from alisei_cli.nearest import find_nearest_by

T = TypeVar("T")


class Shelf(Generic[T]):
    """Items of one package: ``unknown_term.py`` is ``unknown-term``.

    Modules with a leading underscore are no items. Each item module ends in exactly one constant of the shelf's type, named
    ``constant``. ``unknown`` is the message for a ``{name}`` that does not exist; ``called`` holds
    other names of some items.
    """

    def __init__(
        self, package: str, constant: str, kind: type[T], unknown: Text, called: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self.package = package
        self.constant = constant
        self.kind = kind
        self.unknown = unknown
        self.called = called or {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all items, sorted; none is imported for it."""
        modules = (file.name for file in files(self.package).iterdir() if file.name.endswith(".py"))
        return tuple(sorted(name[:-3].replace("_", "-") for name in modules if not name.startswith("_")))

    def load(self, name: str) -> T:
        """One item.

        Raises:
            UsageError: no file has the name; the nearest that does is named.
        """
        if name not in self.names:
            near = find_nearest_by(name, {each: (each, *self.called.get(each, ())) for each in self.names})
            hint = _("Did you mean {near}?", near=near[0]) if near else _("There are: {names}.", names=self.names)
            raise UsageError(Text(self.unknown.message, (("name", name),)), hint)
        item: object = getattr(import_module(f"{self.package}.{name.replace('-', '_')}"), self.constant)
        if not isinstance(item, self.kind):
            raise TypeError(f"{self.package}.{name}: {self.constant} is no {self.kind.__name__}")
        return item

    def page(self, name: str) -> str:
        """The docstring of an item's module."""
        self.load(name)
        return import_module(f"{self.package}.{name.replace('-', '_')}").__doc__ or ""

    def summary(self, name: str) -> str:
        """The first sentence of an item's page, on one line."""
        return self.page(name).partition("\n\n")[0].replace("\n", " ")
