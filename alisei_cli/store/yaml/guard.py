"""Guard of the reader: its limits, and refusals of what entries do not use of YAML."""

from typing import Any

from alisei_cli.model.diagnostic import Finding
from alisei_cli.model.source import Pointer, Span
from alisei_cli.store.yaml import characters, refusals
from alisei_cli.store.yaml.explain import bullets
from alisei_cli.store.yaml.limits import Limits
from alisei_cli.store.yaml.places import sign_of, span_of
from alisei_cli.store.yaml.plain import Admits
from alisei_cli.store.yaml.refusals import Refusal


class StopError(Exception):
    """Nothing more can be read from this file."""


class Guard:
    """The place reached by a pass over a text, and its findings."""

    def __init__(self, text: str, limits: Limits, admits_text: Admits, findings: list[Finding]) -> None:
        self.text = text
        self.is_clean = characters.STAND_IN not in text
        self.limits = limits
        self.admits_text = admits_text
        self.findings = findings
        self.reported: set[Pointer] = set()
        self.route: list[str | int] = []
        self.nodes = 0

    def count(self, event: Any) -> None:
        """Count a node; stop at one too many."""
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.stop(refusals.refuse_too_many_nodes(self.limits.nodes), event)

    def check(self, event: Any) -> None:
        """Refuse an anchor or a tag before a value; stop at a bullet."""
        if bullets.begins(self.text, event) and not self.admits_text(tuple(self.route)):
            self.findings.append(bullets.finding(self.text, event))
            raise StopError
        if event.anchor is not None:
            is_alone = getattr(event, "value", None) == ""
            self.reported.update([tuple(self.route)] * is_alone)
            self.refuse(refusals.anchor(event.anchor, is_alone), sign_of(self.text, event, "&")[0])
        if event.tag is not None:
            self.reported.add(tuple(self.route))
            span, shown = sign_of(self.text, event, "!")
            self.refuse(refusals.tag(shown), span)

    def refuse(self, refusal: Refusal, span: Span) -> None:
        """Report a refusal at the place reached."""
        rule, message, help = refusal
        self.findings.append(Finding(tuple(self.route), message, help, span=span, rule=rule))

    def stop(self, refusal: Refusal, event: Any) -> None:
        """Report a refusal and end the pass."""
        self.refuse(refusal, span_of(event, event))
        raise StopError

    def clean(self, event: Any) -> str:
        """The value without refused characters; those written as escapes are reported."""
        value: str = event.value
        if event.style == '"' and characters.may_hide(value):
            typed = self.text[event.start_mark.index : event.end_mark.index].count(characters.STAND_IN)
            refused, value = characters.drop_hidden(value, typed)
            if refused:
                self.refuse(refusals.refuse_escaped(refused), span_of(event, event))
        elif not self.is_clean:
            value = value.replace(characters.STAND_IN, "")
        return value
