"""What the table says that an engine cannot do, it cannot; and what is not there, it can."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import paper
from tests.engines.limits import LIMITS, UNTRIED, can
from tests.engines.window import EngineError, Window

OWN = """
const { get } = Object.getOwnPropertyDescriptor(window, "localStorage");
return get.toString().includes("[native code]");
"""
PDF = "worksheets/sharing/sharing-a4-fillable.pdf"
FIELDS = "fields"
VIEWED = f"""
if (document.querySelector(".textWidgetAnnotation :is(input, textarea)")) return "{FIELDS}";
return document.readyState === "complete" && !document.querySelector("#viewer") && "no viewer";
"""


def keeps_pages(window: Window, address: str) -> bool:
    window.go(address)
    window.run("window.left = true;")
    window.follow(address + "use/")
    window.back()
    return bool(window.until(f"return location.href === '{address}' && [!!window.left]")[0])


def refuses_storage(window: Window, address: str) -> bool:
    with window.switched_off("storage"):
        window.go(address)
        return bool(window.run(OWN))


def shows_pdf(window: Window, address: str) -> bool:
    window.go(address)
    try:
        window.go(address + PDF)
    except EngineError:
        return False  # it was saved, not shown
    return bool(window.until(VIEWED) == FIELDS)


def has_forced_colours(window: Window, address: str) -> bool:
    window.go(address)
    return bool(window.run("return CSS.supports('forced-color-adjust', 'none')"))


def tells_bold(window: Window, address: str) -> bool:
    page = address + "worksheets/sharing/"
    window.go(page)
    question = window.run("return document.querySelector('.ask__text').textContent")
    return paper.solid(question) in "".join(paper.words(window.printed(page)[page, "A4"]))


PROBES: dict[str, Callable[[Window, str], bool]] = {
    "keeps the page before for Back": keeps_pages,
    "can be told to refuse storage": refuses_storage,
    "shows a PDF to a script": shows_pdf,
    "has forced colours": has_forced_colours,
    "tells bold letters on paper": tells_bold,
}


def test_every_ability_is_tried() -> None:
    assert list(LIMITS) == list(PROBES)


@pytest.mark.parametrize("ability", PROBES)
def test_the_table_says_what_an_engine_can_do(window: Window, address: str, ability: str) -> None:
    able = (ability, window.name) != UNTRIED and PROBES[ability](window, address)
    assert can(window, ability) is able
