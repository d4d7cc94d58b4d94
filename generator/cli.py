"""The `partnering` command: reads its arguments, says what stops it, and sets the exit code."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from generator.commands.data import check, counted, permalinks, schema, words
from generator.commands.preview import serve
from generator.commands.site import build, nginx, worksheets
from generator.data.loader import LINKS_FILE
from generator.errors import FrameworkError, said_by_system
from generator.model.addresses import AddressError, normalise_site_url
from generator.model.plan import CLOCK_TIME
from generator.model.sheet_kinds import FORMS

MAX_PORT = 65535

STOPPED = 130
"""The exit code of what Ctrl-C stopped, as shells have it."""

UNREAD = 141
"""The exit code of what nobody reads any more, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (the shell's by default). Returns the exit code."""
    parser = _parser()
    options = vars(parser.parse_args(arguments))
    run: Callable[..., int] = options.pop("run")
    if run is check and options["update"] and not options["links"]:
        parser.error("--update goes with --links")
    if "address" in options:
        options["address"] = _address(options["address"], parser)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console may lack a letter
    try:
        return _ended(lambda: run(**options))
    except BrokenPipeError:  # whoever read what is printed has read enough, as `head` has
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())  # or Python itself would complain at its end
        return UNREAD


def _ended(run: Callable[[], int]) -> int:
    """Run a command; says what stops it. Returns the exit code."""
    try:
        with _stopped_by_ctrl_c():
            code = run()
            sys.stdout.flush()
    except StoppedError:
        print("Stopped; nothing is left half written.", file=sys.stderr)
        return STOPPED
    except FrameworkError as error:
        print(error, file=sys.stderr)
        print(counted(len(error.problems)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(said_by_system(error), file=sys.stderr)
        return 1
    return code


class StoppedError(BaseException):
    """Somebody pressed Ctrl-C. Not an `Exception`: no command catches it."""


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[None]:
    """Within the block Ctrl-C raises `StoppedError`; a second one stops at once."""

    def stop(*_: object) -> NoReturn:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        raise StoppedError

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _clock_time(text: str) -> str:
    if not re.fullmatch(CLOCK_TIME, text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a time on the 24-hour clock, like 14:00")
    return text


def _host_and_port(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"'{text}' is not a host and a port, like 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="partnering", description="The partnering toolkit.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    folders = {"--data": "data_dir", "--site": "site_dir"}
    for run, option in (
        (check, "--data"),
        (words, "--data"),
        (schema, "--data"),
        (build, "--site"),
        (nginx, "--site"),
        (permalinks, "--data"),
        (worksheets, "--data"),
    ):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        help_ = f"its folder ({folders[option]} in mkdocs.yml)"
        command.add_argument(option, type=Path, help=help_)
        if run is build:
            command.add_argument("--anew", action="store_true", help="even where nothing changed")
        if run is permalinks:
            command.add_argument("--update", action="store_true", help="add what it lacks")
        if run is check:
            _add_check_options(command)
        if run is nginx:
            _add_nginx_options(command)
        if run is worksheets:
            _add_sheet_options(command)
    command = commands.add_parser("serve", help=serve.__doc__, description=serve.__doc__)
    command.set_defaults(run=serve)
    help_ = "the host and the port (dev_addr in mkdocs.yml, or 127.0.0.1:8000)"
    command.add_argument("--dev-addr", type=_host_and_port, metavar="HOST:PORT", help=help_)
    return parser


def _add_check_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--links", action="store_true", help="ask for every web address whether it answers")
    add("--update", action="store_true", help=f"with --links: write the answers in {LINKS_FILE}")


def _add_nginx_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", help="where the site stands on the server (here)")
    _add_address(command, "the web address of your copy: its path is the place on the server")


def _add_sheet_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("ids", nargs="*", metavar="ID", help="sheets to make, such as purpose or purpose-run")
    add("--paper", choices=("a4", "letter", "both"), default="a4", help="(%(default)s)")
    add("--size", choices=sorted({form.size for form in FORMS}), help="(both)")
    add(
        "--format",
        choices=sorted({form.format for form in FORMS}),
        action="append",
        dest="formats",
        default=[],
        help="may be given several times (all)",
    )
    add("--start", type=_clock_time, help="when sessions begin, such as 14:00 (as their plans say)")
    add("-o", "--output", type=Path, default=Path("sheets"), help="where to put them (%(default)s)")
    add(
        "--fonts",
        dest="fonts_dir",
        type=Path,
        help="a folder of typefaces, for letters that ours lack (fonts_dir in mkdocs.yml)",
    )
    add("--cache", type=Path, default=Path(".cache/sheets"), help="its folder (%(default)s)")
    _add_address(command, "the web address of your copy, which the sheets carry")


def _add_address(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--address", help=f"{what} (SITE_URL, where that is set)")


def _address(given: str | None, parser: argparse.ArgumentParser) -> str:
    """The address that is given, or else that of the environment, in its one form."""
    source, text = "--address", given
    if text is None:
        source, text = "the environment variable SITE_URL", os.environ.get("SITE_URL")
    if text is None:
        parser.error("the following arguments are required: --address")
    try:
        return normalise_site_url(text)
    except AddressError as error:
        parser.error(f"{source} is '{text}', which {error}")


if __name__ == "__main__":
    sys.exit(main())
