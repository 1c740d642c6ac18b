"""The way in: answers ``--version`` at once, and turns what goes wrong into a message and an exit status."""

from __future__ import annotations

import os
import sys

from minlint import __version__

INTERRUPTED, WRONG = 130, 2


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage, manifest or internal error, 130 interrupted."""
    _open_streams()
    status = INTERRUPTED
    try:
        status = _version() if sys.argv[1:] in (["--version"], ["-V"]) else run()
    except KeyboardInterrupt:
        _stop()
    except BrokenPipeError:
        status = _pipe_closed()
    _leave(status)


def _open_streams() -> None:
    """Let streams that the caller has closed lead nowhere: the exit status still says how it went."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _stop() -> None:
    """End on Ctrl-C, and wait for nobody."""
    print("interrupted", file=sys.stderr, flush=True)
    if "minlint.workers" in sys.modules and "multiprocessing" in sys.modules:
        from minlint import workers

        workers.stop()
    os._exit(INTERRUPTED)


def _leave(status: int) -> None:
    """End the process; not by freeing what is in memory bit by bit, which takes a quarter of a short run."""
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(status)  # somebody has to wait for them
    import atexit

    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # closed meanwhile: Python says so
        sys.exit(status)
    os._exit(status)


def _version() -> int:
    print(f"minlint {__version__}", flush=True)
    return 0


def run() -> int:
    """Run the command line and give its exit status. Raises `KeyboardInterrupt` and `BrokenPipeError`."""
    import gc

    from minlint.errors import MinlintError

    gc.set_threshold(200_000, 20, 100)  # what is read stays until the end: there is little garbage to look for
    try:
        known = _known()
        return _run() if known is None else known
    except MinlintError as error:
        print("\n".join(f"error: {line}" for line in str(error).splitlines()), file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        raise
    except Exception as error:
        if os.environ.get("MINLINT_DEBUG"):
            raise
        print(f"error: internal error, please report it: {_where(error)}", file=sys.stderr)
        return WRONG


def _known() -> int | None:
    """Say again what was said before, where nothing has changed; the exit status, or None where something has."""
    if sys.argv[1:2] != ["check"] or "--no-cache" in sys.argv:
        return None
    from minlint import answers

    answer = answers.find(sys.argv[1:])
    if answer is None:
        return None
    from minlint.cli.streams import repeat

    repeat(answer.said)
    return answer.status


def _run() -> int:
    from minlint.cli import plain

    said = plain.read(sys.argv[1:])
    if said is not None:
        from minlint.cli.running import run

        return run(sys.argv[1:], said)
    import click

    from minlint.cli.app import cli

    try:
        return int(cli.main(prog_name="minlint", standalone_mode=False, obj=sys.argv[1:]) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG
    except click.Abort:
        raise KeyboardInterrupt from None


def _pipe_closed() -> int:
    """The reader has gone (``| head``): end quietly."""
    from minlint.cli.streams import let_go

    let_go()
    return 1


def _where(error: Exception) -> str:
    """The kind of an error and the line of ours it came from; its message may hold data."""
    frame, place = error.__traceback__, "unknown place"
    while frame:
        code = frame.tb_frame.f_code
        if f"{os.sep}minlint{os.sep}" in code.co_filename:
            place = f"{code.co_filename.rpartition(f'{os.sep}minlint{os.sep}')[2]}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"{type(error).__name__} at {place} (MINLINT_DEBUG=1 shows more)"


if __name__ == "__main__":
    main()
