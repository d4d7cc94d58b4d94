"""Firefox as people use it, driven by Marionette, its own remote control, and its printed pages.

`python -m tests.engines.firefox` fails, and says what to install, where there is no Firefox.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.engines.window import PATIENCE, EngineError, Part, Printed, Window

NAMES = ("firefox-esr", "firefox")
MAC = "/Applications/Firefox.app/Contents/MacOS/firefox"
MISSING = (
    "The tests need Firefox, and it is not installed. `make test` gets it where it may; by hand on "
    "Debian: sudo apt-get install firefox-esr; elsewhere from https://www.firefox.com/; or set "
    "FIREFOX to its path"
)
OPTIONS = ("--marionette", "--headless", "--no-remote", "--remote-allow-system-access")

WITH_US = '"$@" & read -r _; kill $!; wait'
"""Runs a program until our end of its input closes, which it does however we end."""

PREFERENCES: dict[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 0,
    "remote.prefs.recommended": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""Nothing is asked for but what a test asks for."""

LOADED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"

SAID = """
const [done] = arguments;
const told = Services.console.getMessageArray().filter((it) => it instanceof Ci.nsIScriptError);
Services.console.reset();
const ofPages = told.filter((it) => /^https?:/.test(it.sourceName));
done(ofPages.map((it) => `${it.errorMessage} ${it.sourceName}`));
"""

AT_ONCE = 10
"""How many pages are printed at the same time."""

LONGEST = AT_ONCE * PATIENCE
"""How long Firefox may take for one command, in seconds: each of the pages has its time."""

KEYS = {
    "ArrowDown": "\ue015",
    "ArrowRight": "\ue014",
    "ArrowUp": "\ue013",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Shift": "\ue008",
    "Space": " ",
    "Tab": "\ue004",
}
"""How WebDriver writes keys that have no letter."""

TIMED = "preloaded with link preload was not used"
"""What it says by the clock of a typeface that it kept from the page before."""

OFF: dict[Part, tuple[str, bool | int]] = {
    "scripts": ("javascript.enabled", False),
    "storage": ("network.cookie.cookieBehavior", 2),
}
"""The preference that takes something from all pages."""

COPIED = """
const [done] = arguments;
const board = Services.clipboard;
const held = {};
for (const type of ["text/plain", "text/html"]) {
  if (!board.hasDataMatchingFlavors([type], board.kGlobalClipboard)) continue;
  const carried = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
  carried.init(null);
  carried.addDataFlavor(type);
  board.getData(carried, board.kGlobalClipboard);
  const data = {};
  carried.getTransferData(type, data);
  held[type] = data.value.QueryInterface(Ci.nsISupportsString).data;
}
done(held);
"""
INCHES = {"A4": (8.2677, 11.6929), "Letter": (8.5, 11.0)}

PRINT = """
const [jobs, done] = arguments;
const contract = "@mozilla.org/gfx/printsettings-service;1";
const service = Cc[contract].getService(Ci.nsIPrintSettingsService);
const { STATE_STOP, STATE_IS_WINDOW } = Ci.nsIWebProgressListener;
function settings(path, width, height) {
  const made = Object.assign(service.createNewPrintSettings(), {
    isInitializedFromPrinter: true, isInitializedFromPrefs: true,
    printerName: "", printSilent: true,
    outputFormat: Ci.nsIPrintSettings.kOutputFormatPDF, toFileName: path,
    outputDestination: Ci.nsIPrintSettings.kOutputDestinationFile,
    paperSizeUnit: Ci.nsIPrintSettings.kPaperSizeInches, paperWidth: width, paperHeight: height,
    honorPageRuleMargins: true, usePageRuleSizeAsPaperSize: false, orientation: 0,
    shrinkToFit: true, scaling: 1, printBGColors: false, printBGImages: false,
    headerStrLeft: "&T", headerStrCenter: "", headerStrRight: "&U",
    footerStrLeft: "&PT", footerStrCenter: "", footerStrRight: "&D",
  });
  for (const side of ["Top", "Bottom", "Left", "Right"]) {
    made[`margin${side}`] = 0.5;
    made[`unwriteableMargin${side}`] = 0.17;
  }
  return made;
}
function opened(address) {
  const tab = gBrowser.addTrustedTab(address);
  return new Promise((resolve) => gBrowser.addTabsProgressListener({
    onStateChange(browser, progress, request, flags) {
      if (browser !== tab.linkedBrowser || !progress.isTopLevel) return;
      if (!(flags & STATE_STOP) || !(flags & STATE_IS_WINDOW)) return;
      gBrowser.removeTabsProgressListener(this);
      resolve(tab);
    },
  }));
}
async function printed([address, ...papers]) {
  const tab = await opened(address);
  for (const paper of papers) await tab.linkedBrowser.browsingContext.print(settings(...paper));
  gBrowser.removeTab(tab);
}
Promise.all(jobs.map(printed)).then(() => done(""), (why) => done(`${why}`));
"""
"""Prints with the defaults of Firefox's own dialog: half an inch around, shrunk to fit.

Each page in a tab of its own and all at once, because Firefox takes a rest after each of the first
ten sheets of paper.
"""


class MissingFirefoxError(Exception):
    """Firefox is not installed."""


def program() -> str:
    """The path of Firefox. Raises MissingFirefoxError."""
    found = os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found and not Path(MAC).exists():
        raise MissingFirefoxError(MISSING)
    return found or MAC


class Firefox(Window):
    """One window of a running Firefox."""

    name = "firefox"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._sandbox: str | None = None
        self._open()

    def _open(self) -> None:
        told = self._folder / "MarionetteActivePort"
        told.unlink(missing_ok=True)
        command = ["sh", "-c", WITH_US, "sh", program(), *OPTIONS, "--profile", str(self._folder)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self._connection = _connected(self._process, told)
        except BaseException:
            self._end()
            raise
        self._stream = self._connection.makefile("rb")
        self._has_ended = False
        self._answer()
        self.ask("WebDriver:NewSession")
        self.ask("WebDriver:SetTimeouts", script=LONGEST * 1000, pageLoad=PATIENCE * 1000)

    def close(self) -> None:
        """End the process and wait until it has ended."""
        self._stream.close()
        self._connection.close()
        self._end()

    def _end(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=PATIENCE)

    def ask(self, command: str, **parameters: object) -> Any:
        """Have a command of Marionette done; returns its value. Raises EngineError.

        A Firefox that has ended fails the test that asked; the next one gets a new Firefox.
        """
        if self._has_ended:
            self.close()
            self._open()
        self._count += 1
        message = json.dumps([0, self._count, command, parameters]).encode()
        try:
            self._connection.sendall(b"%d:%s" % (len(message), message))
            _, _, error, result = self._answer()
        except (OSError, ValueError) as why:
            self._has_ended = True
            raise EngineError(f"{command}: Firefox has ended, or does not answer: {why}") from None
        if error:
            raise EngineError(f"{command}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _answer(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            if not (digit := self._stream.read(1)):
                raise ConnectionError("nothing more comes")
            length += digit
        return json.loads(self._stream.read(int(length[:-1])))

    def go(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    def follow(self, address: str) -> None:
        """Go on without Marionette.

        While it opens an address, or runs a script, it listens for the page to be left, and a page
        that is left meanwhile is dropped.
        """
        self.until(LOADED)
        self.run(f'location.assign("{address}");')
        while self.ask("WebDriver:GetCurrentURL") != address:
            time.sleep(0.05)
        self.until(LOADED)

    def run(self, script: str) -> Any:
        return self.ask("WebDriver:ExecuteScript", script=script, args=[], sandbox=self._sandbox)

    def control(self, script: str, *arguments: object) -> Any:
        """What a script with the rights of the browser says by its last argument, `done`."""
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.ask("WebDriver:ExecuteAsyncScript", script=script, args=arguments)
        finally:
            self.ask("Marionette:SetContext", value="content")

    def prefer(self, name: str, value: bool | int | str | None) -> None:
        """Set a preference of the browser; None gives it back its own value."""
        kind = {bool: "setBoolPref", int: "setIntPref", str: "setStringPref"}.get(type(value))
        act = f"{kind}(name, value)" if kind else "clearUserPref(name)"
        self.control(
            f"const [name, value, done] = arguments; Services.prefs.{act}; done();", name, value
        )

    def back(self) -> None:
        self.ask("WebDriver:Back")

    def press(self, key: str) -> None:
        pressed = [KEYS.get(part, part) for part in key.split("+")]
        moves = [{"type": "keyDown", "value": value} for value in pressed]
        moves += [{"type": "keyUp", "value": value} for value in reversed(pressed)]
        keyboard = {"type": "key", "id": "keyboard", "actions": moves}
        self.ask("WebDriver:PerformActions", actions=[keyboard])

    def resize(self, pixels: int) -> None:
        self.control(
            "gBrowser.selectedBrowser.style.maxWidth = arguments[0]; arguments[1]();",
            f"{pixels}px",
        )

    @contextmanager
    def switched_off(self, part: Part) -> Iterator[None]:
        name, value = OFF[part]
        self.prefer(name, value)
        self._sandbox = "default" if part == "scripts" else None
        try:
            yield
        finally:
            self._sandbox = None
            self.prefer(name, None)

    def copied(self) -> dict[str, str]:
        return dict(self.control(COPIED))

    def faults(self) -> list[str]:
        """What its console was told of pages: errors, warnings, what a policy forbade."""
        return [told for told in self.control(SAID) if TIMED not in told]

    def printed(self, *addresses: str) -> Printed:
        files = {
            (address, paper): self._folder / f"{self._count}-{number}-{paper}.pdf"
            for number, address in enumerate(addresses)
            for paper in INCHES
        }
        jobs = [
            [address, *([str(files[address, paper]), *size] for paper, size in INCHES.items())]
            for address in addresses
        ]
        for start in range(0, len(jobs), AT_ONCE):
            if refused := self.control(PRINT, jobs[start : start + AT_ONCE]):
                raise EngineError(refused)
        return {asked: _whole(file) for asked, file in files.items()}


def _whole(file: Path) -> bytes:
    """The bytes of a PDF as soon as all are written."""
    for _ in range(PATIENCE * 20):
        if file.exists() and (content := file.read_bytes()).rstrip().endswith(b"%%EOF"):
            return content
        time.sleep(0.05)
    raise EngineError("Firefox printed nothing")


@contextmanager
def firefox(preferences: Mapping[str, bool | int | str] | None = None) -> Iterator[Firefox]:
    """A new Firefox with a profile of its own, which ends with the block."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in (PREFERENCES | dict(preferences or {})).items()
        )
        (folder / "user.js").write_text("".join(lines))
        window = Firefox(folder)
        try:
            yield window
        finally:
            window.close()


def _connected(process: subprocess.Popen[bytes], told: Path) -> socket.socket:
    """A connection to the port that a starting Firefox tells in a file of its profile."""
    for _ in range(PATIENCE * 20):
        if process.poll() is not None:
            raise EngineError(f"Firefox ended at once, with {process.returncode}")
        if told.exists() and (port := told.read_text().strip()):
            return socket.create_connection(("127.0.0.1", int(port)), timeout=LONGEST)
        time.sleep(0.05)
    raise EngineError("Firefox did not start")


if __name__ == "__main__":
    try:
        program()
    except MissingFirefoxError as missing:
        sys.exit(str(missing))
