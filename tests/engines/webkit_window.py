"""A window of WebKitGTK, the engine of Safari, that does what each line of its input asks.

Run by the system's own Python, which has GTK. A line is a JSON object with `do` and what that
takes; the answer is one line too: `{"value": …}` or `{"error": "…"}`. Ends with its input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gdk, GLib, Gtk, WebKit2  # noqa: E402

FAULTS = """
window.faults = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  faults.push(`${violatedDirective} ${blockedURI}`));
addEventListener("error", ({ message, target }) =>
  faults.push(message || target.src || target.href), true);
addEventListener("unhandledrejection", ({ reason }) => faults.push(`${reason}`));
"""
"""Keeps in the page what goes wrong there, for a test to ask."""

PAPERS = {"A4": "iso_a4", "Letter": "na_letter"}
CLOSE = 6.35
"""The margins that a dialog may have for a page that names none, in millimetres."""

KEYS = {
    "ArrowDown": "Down",
    "ArrowRight": "Right",
    "ArrowUp": "Up",
    "Enter": "Return",
    "Space": "space",
}
"""How GDK names keys; others are named as in JavaScript."""

SETTINGS = {"scripts": "enable-javascript-markup", "storage": "enable-html5-local-storage"}
CARRIED = {"text/plain": "UTF8_STRING", "text/html": "text/html"}
"""How the clipboard of X names what it carries."""

LOADED = "return document.readyState === 'complete' && location.href;"
"""The address of a page that has loaded: WebKit says so earlier, at times before the modules have
run. It is asked again and again: where scripts are switched off, a page hears of no event."""

AGAIN = 10
"""How soon to ask whether a page has loaded, in milliseconds."""

LOST = 5000
"""After how long a script counts as lost, in milliseconds."""

Answer = Callable[..., None]


class Window:
    """One page in a window that can be as narrow as a phone."""

    def __init__(self) -> None:
        self.answer: Answer = lambda **_: None
        self.going = False
        self.manager = WebKit2.UserContentManager()
        self.manager.add_script(
            WebKit2.UserScript.new(
                FAULTS,
                WebKit2.UserContentInjectedFrames.ALL_FRAMES,
                WebKit2.UserScriptInjectionTime.START,
                None,
                None,
            )
        )
        self.settings = WebKit2.Settings()
        self.settings.set_enable_page_cache(True)
        context = WebKit2.WebContext.new_with_website_data_manager(
            WebKit2.WebsiteDataManager.new_ephemeral()
        )
        context.set_cache_model(WebKit2.CacheModel.WEB_BROWSER)
        self.view = WebKit2.WebView(
            web_context=context, user_content_manager=self.manager, settings=self.settings
        )
        self.view.connect("load-changed", self._loaded)
        self.view.connect("load-failed", self._failed)
        self.window = Gtk.Window()
        self.window.set_default_size(1280, 900)
        self.window.add(self.view)
        self.window.show_all()
        self.window.get_window().focus(Gdk.CURRENT_TIME)  # there is no window manager to do so

    def _loaded(self, _: object, event: WebKit2.LoadEvent) -> None:
        if event == WebKit2.LoadEvent.FINISHED and self.going:
            self.going = False
            self._answer_when_loaded()

    def _answer_when_loaded(self) -> bool:
        answer, told = self.answer, False

        def done(view: WebKit2.WebView, result: object) -> None:
            nonlocal told
            told = True
            try:
                at = json.loads(view.call_async_javascript_function_finish(result).to_json(0))
            except GLib.Error as error:
                answer(error=error.message)
                return
            if at:
                answer(value=at)
            else:
                GLib.timeout_add(AGAIN, self._answer_when_loaded)

        def ask_again() -> bool:
            return bool(not told and self.answer is answer and self._answer_when_loaded())

        self.view.call_async_javascript_function(LOADED, -1, None, None, None, None, done)
        GLib.timeout_add(LOST, ask_again)
        return False  # so that a timer calls once

    def _failed(self, _: object, __: object, address: str, error: GLib.Error) -> bool:
        given_up = error.matches(WebKit2.network_error_quark(), WebKit2.NetworkError.CANCELLED)
        if self.going and not given_up:  # for another load, of which more is said
            self.going = False
            self.answer(error=f"{address}: {error.message}")
        return True

    def go(self, address: str) -> None:
        self.going = True
        self.view.load_uri(address)

    def back(self) -> None:
        self.going = True
        self.view.go_back()

    def size(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.answer(value=None)

    def allow(self, part: str, allowed: bool) -> None:
        self.settings.set_property(SETTINGS[part], allowed)
        self.answer(value=None)

    def press(self, key: str, shift: bool) -> None:
        self.view.grab_focus()
        value = Gdk.keyval_from_name(KEYS.get(key, key))
        if len(key) == 1:
            value = Gdk.unicode_to_keyval(ord(key))
        if shift and key == "Tab":
            value = Gdk.KEY_ISO_Left_Tab
        keymap = Gdk.Keymap.get_for_display(Gdk.Display.get_default())
        _, codes = keymap.get_entries_for_keyval(value)
        for way in (Gdk.EventType.KEY_PRESS, Gdk.EventType.KEY_RELEASE):
            event = Gdk.Event.new(way)
            event.set_device(Gdk.Display.get_default().get_default_seat().get_keyboard())
            event.key.window = self.view.get_window()
            event.key.keyval = value
            event.key.hardware_keycode = codes[0].keycode if codes else 0
            event.key.state = Gdk.ModifierType.SHIFT_MASK if shift else 0
            Gtk.main_do_event(event)
        self.run("return null", lost={"value": None})  # the page hears of the key before this

    def copied(self) -> None:
        board = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
        held = {
            kind: board.wait_for_contents(Gdk.Atom.intern(atom, False))
            for kind, atom in CARRIED.items()
        }
        self.answer(value={kind: it.get_data().decode() for kind, it in held.items() if it})

    def run(self, script: str, lost: dict[str, object] | None = None) -> None:
        """Run a script. WebKit says nothing of one that a page takes along as it goes: `lost`."""
        answer = self.answer

        def done(view: WebKit2.WebView, result: object) -> None:
            try:
                value = view.call_async_javascript_function_finish(result)
                answer(value=json.loads(value.to_json(0) or "null"))
            except GLib.Error as error:
                answer(error=error.message)

        def give_up() -> bool:
            answer(**(lost or {"error": "the script has not ended"}))
            return False  # so that the timer calls once

        self.view.call_async_javascript_function(script, -1, None, None, None, None, done)
        GLib.timeout_add(LOST, give_up)

    def print(self, paper: str, to: str) -> None:
        settings, setup = Gtk.PrintSettings(), Gtk.PageSetup()
        settings.set_printer("Print to File")
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, Path(to).as_uri())
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        setup.set_paper_size(Gtk.PaperSize.new(PAPERS[paper]))
        for side in ("top", "bottom", "left", "right"):
            getattr(setup, f"set_{side}_margin")(CLOSE, Gtk.Unit.MM)
        self.printing = WebKit2.PrintOperation.new(self.view)
        self.printing.set_print_settings(settings)
        self.printing.set_page_setup(setup)
        self.printing.connect("failed", lambda _, error: self.answer(error=error.message))
        self.printing.connect("finished", lambda _: self.answer(value=to))
        self.printing.print_()

    def asked(self, source: Any, _: object) -> bool:
        """Do what the next line asks, and answer when it is done."""
        line = source.readline()
        if not line:
            Gtk.main_quit()
            return False
        asked = json.loads(line)

        def answer(**said: object) -> None:
            if self.answer is not answer:  # it has been answered
                return
            self.answer = lambda **_: None
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()

        self.answer = answer
        getattr(self, asked.pop("do"))(**asked)
        return True


if __name__ == "__main__":
    window = Window()
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, window.asked)
    Gtk.main()
