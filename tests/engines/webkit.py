"""WebKit, the engine of Safari, in a window of its own on a screen that nobody sees.

`python -m tests.engines.webkit` fails, and says what to install, where it is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

from tests.engines.window import PAPERS, PATIENCE, EngineError, Part, Printed, Window

WINDOW = Path(__file__).with_name("webkit_window.py")
PYTHON = "/usr/bin/python3"
"""The system's own, for which Debian packs GTK and WebKit."""

NEEDED = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"
MISSING = (
    "The tests need WebKitGTK, and it is not installed. `make test` gets it where it may; by hand "
    "on Debian and Ubuntu: sudo apt-get install gir1.2-webkit2-4.1 python3-gi xvfb"
)


class MissingWebKitError(Exception):
    """WebKitGTK, or the screen for it, is not installed."""


def check() -> None:
    """Raises MissingWebKitError where something is missing."""
    if not (Path(PYTHON).exists() and shutil.which("Xvfb")):
        raise MissingWebKitError(MISSING)
    if subprocess.run([PYTHON, "-c", NEEDED], capture_output=True, check=False).returncode:
        raise MissingWebKitError(MISSING)


class WebKit(Window):
    """The window, as a test uses it."""

    name = "webkit"

    def __init__(self, folder: Path, surroundings: dict[str, str]) -> None:
        self._page = ""
        self._folder = folder
        self._surroundings = surroundings
        self._process = self._opened()

    def _opened(self) -> subprocess.Popen[str]:
        with (self._folder / "said").open("wb") as said:
            return subprocess.Popen(
                [PYTHON, str(WINDOW)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                encoding="utf-8",
                env=self._surroundings,
            )

    def close(self) -> None:
        """End the process and wait until it has ended."""
        self._process.kill()
        self._process.communicate()

    def ask(self, do: str, **details: object) -> Any:
        """Have the window do something; returns its value. Raises EngineError.

        A window that has ended, or does not answer, fails the test that asked; the next one gets
        a new window.
        """
        if self._process.poll() is not None:
            self._process = self._opened()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **details}) + "\n")
        self._process.stdin.flush()
        if not select([self._process.stdout], [], [], PATIENCE)[0]:
            self.close()
            raise EngineError(f"{do}: WebKit does not answer")
        line = self._process.stdout.readline()
        if not line:
            self.close()
            said = (self._folder / "said").read_text("utf-8", "replace").strip()
            raise EngineError(f"{do}: WebKit has ended: {said[-2000:]}")
        answer = json.loads(line)
        if "error" in answer:
            raise EngineError(f"{do}: {answer['error']}")
        return answer["value"]

    def go(self, address: str) -> None:
        page = address.partition("#")[0]
        if page != address and page == self._page:
            self.ask("go", address="about:blank")  # or nothing is loaded, and nobody answers
        self._page = page
        self.ask("go", address=address)

    def run(self, script: str) -> Any:
        return self.ask("run", script=script)

    def back(self) -> None:
        self.ask("back")

    def press(self, key: str) -> None:
        *shift, key = key.split("+")
        self.ask("press", key=key, shift=bool(shift))

    def resize(self, pixels: int) -> None:
        self.ask("size", width=pixels, height=900)

    @contextmanager
    def switched_off(self, part: Part) -> Iterator[None]:
        self.ask("allow", part=part, allowed=False)
        try:
            yield
        finally:
            self.ask("allow", part=part, allowed=True)

    def copied(self) -> dict[str, str]:
        return dict(self.ask("copied"))

    def faults(self) -> list[str]:
        """Errors of scripts, and what the policy of the page forbade."""
        return list(self.run("return (window.faults ?? []).splice(0)"))

    def printed(self, *addresses: str) -> Printed:
        every: Printed = {}
        file = self._folder / "printed.pdf"
        for address in addresses:
            self.go(address)
            for on in PAPERS:
                self.ask("print", paper=on, to=str(file))
                every[address, on] = file.read_bytes()
        return every


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A new window of WebKit, which ends with the block."""
    check()
    with TemporaryDirectory(ignore_cleanup_errors=True) as made, _screen() as screen:
        surroundings = os.environ | {
            "DISPLAY": screen,
            "GDK_BACKEND": "x11",
            "GIO_USE_VFS": "local",
            "GTK_A11Y": "none",
            "HOME": made,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "XDG_RUNTIME_DIR": made,
        }
        window = WebKit(Path(made), surroundings)
        try:
            yield window
        finally:
            window.close()


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a screen in memory, on a number that is free."""
    command = [
        "Xvfb",
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()
            process.wait(timeout=20)


if __name__ == "__main__":
    try:
        if sys.platform == "linux":
            check()
    except MissingWebKitError as missing:
        sys.exit(str(missing))
