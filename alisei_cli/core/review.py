"""A proposal judged: what it breaks, who may make it, what it does beside another, and what has to be asked back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from alisei_cli.core.scope import identify, keep_caused
from alisei_cli.core.view import hide_values
from alisei_cli.language import Labels, Text, _, _n
from alisei_cli.model.diagnostic import Diagnostic, Severity
from alisei_cli.model.difference import Difference
from alisei_cli.model.ownership import Ownership, Reason
from alisei_cli.model.review import FEW, Review, Standing, Together, take_few
from alisei_cli.model.table import Answer
from alisei_cli.model.verdict import Verdict


def review(
    standing: Standing,
    difference: Difference,
    ownership: Ownership,
    before: Verdict,
    after: Verdict,
    rehearsal: Answer | None = None,
    together: Together | None = None,
) -> Review:
    """Join what was found of a proposal; ``before`` and ``after`` are the verdicts on the base without and with it."""
    before, after = hide_values(before), hide_values(after)
    caused = keep_caused(after, before, standing.altered).diagnostics
    problems = tuple(sorted((each for each in caused if each.severity > Severity.NOTE), key=lambda each: -each.severity))
    notes = tuple(each for each in list_new(before, after) if each.severity is Severity.NOTE)
    older = sum(each.severity > Severity.NOTE for each in after.diagnostics) - len(problems)
    found = Review(standing, difference, ownership, problems, notes, older, rehearsal, together)
    return replace(found, questions=tuple(_ask(found)))


def judge_together(name: str, alone: Sequence[Verdict], both: Verdict, clashes: Collection[str]) -> Together:
    """What two proposals break together; ``alone`` are the verdicts on the base with one of them."""
    known = {identify(each) for verdict in alone for each in hide_values(verdict).diagnostics}
    new = (each for each in hide_values(both).diagnostics if each.severity > Severity.NOTE and identify(each) not in known)
    return Together(name, tuple(new), frozenset(clashes))


def _ask(found: Review) -> Iterator[Text]:
    if found.problems:
        yield _n(
            "Please correct the place named above, here in this proposal: the check starts again by itself.",
            "Please correct the {n} places named above, here in this proposal: the check starts again by itself.",
            n=len(found.problems),
        )
    yield from _ask_about_rights(found)
    if found.standing.clashes:
        paths = take_few(sorted(found.standing.clashes))
        yield _("Please bring the proposal up to date with the main branch, where {paths} changed meanwhile.", paths=paths)
    if found.together and found.together.is_at_odds:
        yield _("Please agree with whoever made {name}, because the two do not fit together.", name=found.together.name)


def _ask_about_rights(found: Review) -> Iterator[Text]:
    unproved = [*found.name_paths("new-entry"), *found.name_paths("nobody-owns-it")]
    if unproved:
        yield _(
            "Do you write for {names}? Then name a page of theirs that shows it, and your GitHub account becomes their maintainer.",
            names=take_few(unproved),
        )
    decisions = list(_list_decisions(found))
    gone = [name for name, pointers in decisions if "" in pointers]
    if gone:
        yield _(
            "Why should {names} leave the registry? An organisation that has closed keeps its entry, with status inactive or merged.",
            names=take_few(gone),
        )
    for name, pointers in decisions[:FEW]:
        if "" not in pointers:
            fields = [pointer.strip("/") for pointer in pointers]
            yield _("On which decision or page does the change of {fields} of {name} rest?", fields=fields, name=name)
    for reason, sentence in _REQUESTS:
        names = found.name_paths(reason)
        if names:
            yield replace(sentence, values=(("names", tuple(take_few(names))),))


_REQUESTS: tuple[tuple[Reason, Text], ...] = (
    ("foreign-entry", _("{names} is maintained by others: please ask them to propose this, or to agree in a comment here.")),
    ("mixed", _("Please make two proposals: one for the entries, one for the other files ({names}).")),
    ("machinery", _("Please take out these files, which only the secretariat changes: {names}.")),
    ("not-a-regular-file", _("Please put a plain file in place of {names}: no link, no folder, nothing that can be run.")),
)


def _list_decisions(found: Review) -> Iterator[tuple[Labels | str, tuple[str, ...]]]:
    """Name of each entry of which the secretariat has to decide something, and the pointers."""
    for each in found.ownership.paths:
        if each.reason == "secretariat-field":
            yield found.names.get(each.path, each.path), each.pointers


def list_new(before: Verdict, after: Verdict) -> list[Diagnostic]:
    """What is said ``after`` and was not said ``before``."""
    known = {identify(each) for each in before.diagnostics}
    return [each for each in after.diagnostics if identify(each) not in known]
