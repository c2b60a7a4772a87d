"""Entry point of ``python -m alisei_cli`` and ``alisei``.

Ctrl-C is quiet even while Python still imports the program.
"""

import gc
import os
import sys


def main() -> None:
    """Run ``alisei`` with the arguments of the process; exits by ``SystemExit``."""
    _leave_out_current_folder()
    try:
        import signal

        is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a background job ignores SIGINT
        if is_heard:  # an exception raised during an import could be swallowed, or printed with its traceback
            signal.signal(signal.SIGINT, lambda number, _frame: os._exit(128 + number))
        from alisei_cli.cli import COMPLETE
        from alisei_cli.cli import main as run

        if COMPLETE not in os.environ:
            from alisei_cli.commands import COMMANDS  # noqa: F401 (loads Typer, the slowest part)

        if is_heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        gc.disable()  # a run is short and its data live until it ends; collecting costs half of it at 100,000 entries
        run()
    except KeyboardInterrupt:
        os._exit(130)


def _leave_out_current_folder() -> None:
    """Take the current folder out of the module path, unless the program lies there.

    ``python -m`` puts it first, where a stranger's module may be called typer.py.
    """
    try:
        here = os.getcwd()
    except OSError:  # deleted
        here = ""
    if here != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):
        sys.path[:] = [folder for folder in sys.path if folder and folder != here]


if __name__ == "__main__":
    main()
