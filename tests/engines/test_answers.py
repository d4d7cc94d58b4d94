"""Three people answer alone, a fourth opens it all and prints: in Firefox and WebKit."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from tests.browser import paper
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit
from tests.engines.window import Window

REQUEST = "#from=Northshire&questions=impact&kinds=NHS,Council&names=no&by=2027-01-14"
PEOPLE = (("NHS", "Fewer alone"), ("Council", "More joy"), ("Council", "Shorter waits"))

SAVE = """
let saved;
const { createObjectURL } = URL;
URL.createObjectURL = (blob) => { saved = blob; return createObjectURL.call(URL, blob); };
HTMLAnchorElement.prototype.click = () => {};
document.querySelector("[data-act=save]").click();
return saved.text();
"""
"""What is in the file that the page saves."""

DROP = """
const dropped = new DataTransfer();
FILES.forEach((text, at) => dropped.items.add(new File([text], `${at}.json`)));
document.querySelector("h1").dispatchEvent(
  new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
"""


def press(window: Window, act: str) -> None:
    """Press a button by keyboard."""
    window.until(f"return document.querySelector('[data-act={act}]')?.checkVisibility()")
    window.run(f"document.querySelector('[data-act={act}]').focus()")
    window.press("Enter")


def write_in(window: Window, selector: str, words: str) -> None:
    window.until(f"return document.querySelector({json.dumps(selector)}) !== null")
    window.run(f"document.querySelector({json.dumps(selector)}).focus()")
    window.write(words)
    window.until(f"return document.activeElement.value === {json.dumps(words)}")


def answered(window: Window, address: str, kind: str, words: str) -> str:
    """The file of somebody who opens the link, writes, and comes back before they save."""
    for again in (False, True):
        window.go("about:blank")
        window.go(f"{address}answer/{REQUEST}")
        window.until("return document.querySelector('.asks__questions textarea') !== null")
        if not again:
            write_in(window, ".asks__questions textarea", words)
            window.run(f"document.querySelector('[name=kind][value={kind}]').click()")
    assert words == window.run("return document.querySelector('.asks__questions textarea').value")
    file: str = window.run(SAVE)
    window.run("localStorage.clear()")
    return file


def open_together(window: Window, address: str) -> None:
    """Up to the page on which the answers are open, noted on, and in a notebook."""
    files = [answered(window, address, kind, words) for kind, words in PEOPLE]
    window.go(f"{address}together/")
    window.until("return document.querySelector('together-page:defined') !== null")
    window.run(DROP.replace("FILES", json.dumps(files)))
    window.until("return document.querySelectorAll('.together__sealed li').length === 3")
    assert "Fewer alone" not in window.run("return document.body.innerHTML")
    press(window, "ask")
    press(window, "open")
    write_in(window, ".opened__notes textarea", "Joy")
    window.run("document.querySelector('.opened__add button').focus()")
    window.press("Enter")
    window.until("return document.activeElement.closest('.promise') !== null")
    window.write("Ring Ann")
    window.until("return document.activeElement.value === 'Ring Ann'")
    press(window, "into")
    press(window, "keep")
    window.until("return /3 answers are in/.test(document.body.innerText)")


def check(pdf: bytes, window: Window, address: str) -> None:
    """All of it is on paper; the notebook has the notes and the promise."""
    printed = "".join(paper.words(pdf))
    for words in (*(words for _, words in PEOPLE), "Joy", "Ring Ann"):
        assert paper.solid(words) in printed
    assert "Choosefiles" not in printed
    window.go(f"{address}notebook/")
    parts = "textarea, .written__before blockquote"
    written = (
        f"return [...document.querySelectorAll('{parts}')].map((it) => it.value ?? it.textContent)"
    )
    window.until(f"return (() => {{ {written} }})().includes('Ring Ann')")
    assert {words for _, words in PEOPLE} | {"Joy", "Ring Ann"} <= set(window.run(written))
    press(window, "round")  # six months later
    before = "[...document.querySelectorAll('.written__before blockquote')]"
    window.until(f"return {before}.some((it) => it.textContent === 'Fewer alone')")
    window.until("return /Ring Ann/.test(document.querySelector('.book__earlier').innerText)")
    window.run("localStorage.clear()")


def test_in_firefox(firefox: Firefox, address: str) -> None:
    """A link, three files, one screen, one sheet of paper."""
    open_together(firefox, address)
    pdf = base64.b64decode(firefox.ask("WebDriver:Print"))
    check(pdf, firefox, address)


def test_in_webkit(webkit: WebKit, address: str, tmp_path: Path) -> None:
    """A link, three files, one screen, one sheet of paper."""
    open_together(webkit, address)
    webkit.ask("print", paper="A4", to=str(tmp_path / "printed.pdf"))
    check((tmp_path / "printed.pdf").read_bytes(), webkit, address)
