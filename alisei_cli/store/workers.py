"""Worker processes: a function applied to batches by forked children, in order."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from alisei_cli.errors import SurroundingsError
from alisei_cli.language import _

CHUNK = 6
"""Batches that a worker is given at once."""

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_work: Callable[[Any], Any] | None = None
"""The function of this run, inherited by the fork: nothing has to be pickled."""


def map_in_workers(work: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int) -> Iterator[Result]:
    """Apply ``work`` to each batch in ``jobs`` processes.

    Raises:
        SurroundingsError: a process was killed.
    """
    global _work
    _work = work
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _end_at_once) as pool:
            yield from pool.map(_do, batches, chunksize=CHUNK)
    except BrokenProcessPool as error:
        raise SurroundingsError(
            _("a process that checked files was killed"), _("Free some memory, or try again with --jobs 1.")
        ) from error


def _end_at_once() -> None:
    """Restore the default signal handlers: a worker has nothing to undo."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends the workers


def _do(batch: Any) -> Any:
    if _work is None:
        raise RuntimeError("a worker without work")
    return _work(batch)
