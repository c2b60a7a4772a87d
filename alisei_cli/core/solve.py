"""The smallest sets of bodies that meet every requirement, found by HiGHS as integer programmes."""

from collections.abc import Iterator, Sequence
from typing import Any

from alisei_cli.errors import SurroundingsError
from alisei_cli.extras import missing_library
from alisei_cli.language import _
from alisei_cli.model.consortium import Problem, Requirement

WANTED = 3
"""Sets that are shown unless another number is asked for."""
SECONDS = 60.0
"""Time that one set may take."""


def find_sets(problem: Problem, wanted: int = WANTED) -> Iterator[tuple[str, ...]]:
    """The smallest set, then others that are as different from all before as can be: by half at least, else by one member.

    No member can be left out of any of them. Bodies that count for the same requirements are alike: of each sort no more are
    looked at than a set could hold.

    Raises:
        SurroundingsError: highspy is not installed, or the time is over.
    """
    found: list[frozenset[str]] = []
    while len(found) < wanted:
        chosen = None
        for shared in (2, 1) if found else (1,):
            chosen = _solve(problem, found, shared)
            if chosen is not None:
                break
        if chosen is None:
            return
        found.append(frozenset(chosen))
        yield chosen


def is_possible(problem: Problem) -> bool:
    """Whether any set meets the requirements.

    Raises:
        SurroundingsError: highspy is not installed, or the time is over.
    """
    return _solve(problem, [], 1) is not None


def find_missing(problem: Problem) -> tuple[tuple[Requirement, ...], bool]:
    """Why no set meets the requirements: those that not even all candidates meet, else a smallest group that cannot be met together.

    The flag says which of the two it is: whether each could be met by itself.
    """
    counted = [each for each in problem.requirements if len(each.groups) < each.least]
    if counted:
        return tuple(counted), False
    kept = list(problem.requirements)
    for each in problem.requirements:
        fewer = [other for other in kept if other is not each]
        if not is_possible(Problem(problem.candidates, tuple(fewer), problem.included)):
            kept = fewer
    return tuple(kept), True


def _solve(problem: Problem, before: Sequence[frozenset[str]], divisor: int) -> tuple[str, ...] | None:
    """One set with the fewest members that shares with none of ``before`` more than its part, or all members but one."""
    if not problem.candidates:
        return None
    highs, highspy = _model()
    at = {id_: number for number, id_ in enumerate(_thin_out(problem, frozenset().union(*before)))}
    dear = sum(range(len(at))) + len(at) + 1  # one member more costs more than the worst choice of members
    place = {id_: number for number, id_ in enumerate(problem.candidates)}
    ranks = {id_: rank for rank, id_ in enumerate(sorted(at, key=place.__getitem__))}
    chosen = {id_: highs.addBinary(obj=dear + ranks[id_]) for id_ in at}
    for id_ in problem.included:
        highs.addConstr(chosen[id_] == 1)
    for requirement in problem.requirements:
        _require(highs, requirement.among(at), chosen)
    for old in before:
        kept = [chosen[id_] for id_ in sorted(old - problem.included)]
        if not kept:
            return None
        highs.addConstr(highs.qsum(kept) <= (len(kept) // divisor if divisor > 1 else len(kept) - 1))
    highs.minimize()
    state = highs.getModelStatus()
    if state == highspy.HighsModelStatus.kOptimal:
        return tuple(id_ for id_ in sorted(at, key=ranks.__getitem__) if highs.val(chosen[id_]) > 0.5)
    if state in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    raise SurroundingsError(
        _("no set was found within {seconds} seconds", seconds=int(SECONDS)),
        _("Make the call narrower: fewer regions, or eligible with conditions."),
    )


def _require(highs: Any, requirement: Requirement, chosen: dict[str, Any]) -> None:
    """Add what one requirement demands to the model."""
    if requirement.is_plain:
        counted = [chosen[id_] for group in requirement.groups for id_ in group]
    else:
        counted = []
        for group in requirement.groups:
            hit = highs.addBinary()
            highs.addConstr(hit <= highs.qsum([chosen[id_] for id_ in sorted(group)]))
            for id_ in sorted(group):
                highs.addConstr(hit >= chosen[id_])
            counted.append(hit)
    number, everyone = highs.qsum(counted), highs.qsum(list(chosen.values()))
    least = max(requirement.least, 1 if requirement.share_least else 0)
    if len(counted) < least:
        highs.addConstr(everyone <= -1)  # there are too few: no set at all
    elif counted:
        highs.addConstr(number >= requirement.least)
        if requirement.most is not None:
            highs.addConstr(number <= requirement.most)
        if requirement.share_least:
            highs.addConstr(100 * number - requirement.share_least * everyone >= 0)
        if requirement.share_most < 100:
            highs.addConstr(100 * number - requirement.share_most * everyone <= 0)


def _thin_out(problem: Problem, used: frozenset[str]) -> list[str]:
    """Candidates, of each sort only as many as one set could hold besides those used before."""
    size = next(
        (each.most for each in problem.requirements if each.id == "size" and each.most is not None), len(problem.candidates)
    )
    taken: dict[frozenset[tuple[int, int]], int] = {}
    sorts = _sorts(problem)
    kept = []
    for id_ in problem.candidates:
        sort = sorts[id_]
        is_known = id_ in used or id_ in problem.included
        if is_known or taken.get(sort, 0) < size:
            kept.append(id_)
            taken[sort] = taken.get(sort, 0) + (not is_known)
    return kept


def _sorts(problem: Problem) -> dict[str, frozenset[tuple[int, int]]]:
    """For each candidate, the groups of the requirements in which it counts."""
    found: dict[str, set[tuple[int, int]]] = {id_: set() for id_ in problem.candidates}
    for number, requirement in enumerate(problem.requirements):
        for which, group in enumerate(requirement.groups):
            for id_ in group:
                found[id_].add((number, 0 if requirement.is_plain else which))
    return {id_: frozenset(where) for id_, where in found.items()}


def _model() -> tuple[Any, Any]:
    """An empty model, silent, of one thread, whose answer is exact."""
    try:
        import highspy
    except ImportError as error:
        raise missing_library("highspy", "consortium") from error
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),
        ("time_limit", SECONDS),
    ):
        highs.setOptionValue(name, value)
    return highs, highspy
