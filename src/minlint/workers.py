"""Work on many files, shared among processes. The results are those of one process, in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from minlint import watching
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Made = TypeVar("Made")

LEAST = 400_000
"""Bytes of input from which starting other processes pays."""

_SHARES = 4  # for each process, so that none waits long for the slowest


class Done(NamedTuple):
    """What a process made of its share, and what it saw on the way."""

    made: list[Any]
    seen: watching.Seen


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[Sequence[Item]], list[Made]], items: Sequence[Item], jobs: int) -> Iterator[Made]:
    """What ``work`` makes of the items, which is told share by share; ``jobs`` processes do it.

    What a process can't do, for whatever reason, this one does itself: so that an error is the same with one process
    and with many, and a process that is killed costs time alone.
    """
    if jobs < 2 or len(items) < 2:
        yield from work(items)
        return
    size = max(1, -(-len(items) // (jobs * _SHARES)))
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    for share, done in zip(shares, _shared(work, shares, min(jobs, len(shares))), strict=True):
        if done is None:
            yield from work(share)
        else:
            watch = watching.current()
            if watch:
                watch.add(done.seen)
            yield from done.made


def _shared(
    work: Callable[[Sequence[Item]], list[Made]], shares: Sequence[Sequence[Item]], jobs: int
) -> Iterator[Done | None]:
    """What other processes made of each share, in order; None where they couldn't."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    watch = watching.current()
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin, (work, watch.own if watch else None))
    patient = True
    try:
        for future in _submitted(pool, shares):
            try:
                yield future.result() if future else None
            except Exception:  # this process meets it too, and says what it is
                yield None
    except KeyboardInterrupt:  # whoever was stopped amid an answer leaves the others waiting for ever
        patient = False
        raise
    finally:
        pool.shutdown(wait=patient, cancel_futures=True)


def _submitted(pool: Executor, shares: Sequence[Sequence[Any]]) -> list[Future[Done] | None]:
    """Each share on its way; None where no process can be started. Ctrl-C waits until all of them have begun."""
    _hold_interrupts(True)
    try:
        return [pool.submit(_do, share) for share in shares]
    except Exception:  # out of processes or memory, or the work can't be told to another
        return [None] * len(shares)
    finally:
        _hold_interrupts(False)


def _hold_interrupts(held: bool) -> None:
    """Let Ctrl-C wait, in this thread and in what it starts, or let it through."""
    if sys.platform != "win32":
        import signal

        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGINT})


def stop() -> None:
    """End the other processes at once, whatever they are at, and remove the copies that they have left."""
    from multiprocessing import active_children

    from minlint import scratch

    stopped = active_children()
    for process in stopped:
        process.kill()
    for process in stopped:
        process.join(_DYING)
    scratch.clear()


_DYING = 2.0  # seconds until a process that was killed is gone
_work: Callable[[Sequence[Any]], list[Any]]


def _begin(work: Callable[[Sequence[Any]], list[Any]], own: tuple[str, ...] | None) -> None:
    """Take up the work, end at once on Ctrl-C, and watch where the process that waits for this one does."""
    import signal

    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _hold_interrupts(False)
    if own is not None and not watching.current():
        watching.begin(*own)


def _do(share: Sequence[Any]) -> Done:
    made = _work(share)
    watch = watching.current()
    return Done(made, watch.seen() if watch else watching.Seen())
