"""Pages of the site in three engines: they run without a fault, and fit a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import pages
from tests.engines import broken
from tests.engines.firefox import Firefox
from tests.engines.limits import can
from tests.engines.window import Window

PHONE = 360
KEPT = "keeps the page before for Back"
SECTION = "framework/sharing/"
PLAN = "plan/went-wrong/"
RESULTS = "search/#q=half+day"

WIDE = """
const { scrollWidth, clientWidth } = document.documentElement;
return scrollWidth - clientWidth;
"""
CHOICES = """
const pressed = document.querySelector("colour-switch button").getAttribute("aria-pressed");
const paper = document.querySelector("sheet-choice input[name=paper]:checked").value;
return [document.documentElement.dataset.colours ?? "", pressed, paper];
"""
CHOOSE = """
document.querySelector("colour-switch button").click();
const letter = document.querySelector("sheet-choice input[value=letter]");
letter.click();
"""
SHOWN = """
const shown = (it) => it.checkVisibility({ visibilityProperty: true });
const links = [...document.querySelector("sheet-choice").querySelectorAll("a")].filter(shown);
const awaited = [...document.querySelectorAll(".awaited")];
const empty = awaited.filter((it) => it.hidden && it.getClientRects().length).length;
const letter = links.some((it) => /(-letter\\.pdf|\\/)$/.test(it.href));
return [letter, empty, document.documentElement.className];
"""
ASK = """
const { hidden } = document.querySelector("sheet-choice form");
if (!hidden) document.querySelector("sheet-choice input[value=letter]").click();
"""
"""Asks for Letter paper, by the choice where that came before the script broke."""

FOCUS = """
const { activeElement: it } = document;
const { boxShadow } = getComputedStyle(it);
return [it.textContent.trim(), it.matches(":focus-visible"), boxShadow !== "none"];
"""
LINE = """
const look = getComputedStyle(document.querySelector("a.term"));
return `${look.textDecorationLine} ${look.textDecorationStyle}`;
"""
ABOVE = """
const place = (selector) => document.querySelector(selector).getBoundingClientRect();
const [name, choice] = [".paper legend", ".paper label"].map(place);
return name.bottom <= choice.top + 1;
"""


EVERY = pages.ALL | {"search-results": RESULTS}


@pytest.mark.parametrize("path", EVERY.values(), ids=EVERY)
def test_a_page_has_no_fault_and_fits_a_phone(window: Window, address: str, path: str) -> None:
    """No script error, nothing that the policy forbids; one reads down, not across."""
    window.faults()
    window.go(address + path)
    if path == RESULTS:
        window.until("return document.querySelector('.found__open') !== null")
    assert 0 == window.run(WIDE)
    window.width(PHONE)
    assert 0 == window.run(WIDE)
    assert [] == window.faults()


def test_a_choice_made_on_another_page_shows_after_back(window: Window, address: str) -> None:
    """The page shows as it was left, with the colours and the paper chosen since."""
    window.go(address + PLAN)
    window.run("window.left = true;")
    before = window.run(CHOICES)
    window.follow(address + "worksheets/")
    window.run(CHOOSE)
    chosen = window.run(CHOICES)
    window.back()
    assert can(window, KEPT) is bool(window.run("return !!window.left"))
    assert chosen == window.run(CHOICES) != before


def test_hard_words_have_a_dotted_line(window: Window, address: str) -> None:
    """Which tells them from links."""
    window.go(address + "use/workshop/")
    assert "underline dotted" == window.run(LINE)


def test_what_is_chosen_stands_above_its_choices(window: Window, address: str) -> None:
    window.go(address + PLAN)
    assert window.run(ABOVE)


def test_a_page_is_used_by_keyboard(window: Window, address: str) -> None:
    """Tab reaches the skip link first, then the name of the site, and the focus shows."""
    window.go(address + SECTION)
    for words in ("Skip to content", "Partnering framework toolkit"):
        window.press("Tab")
        assert [words, True, True] == window.run(FOCUS)


@pytest.mark.parametrize("damage", [None, *broken.DAMAGES])
def test_where_the_script_breaks_the_page_is_as_it_is_without(
    window: Window,
    site: Path,
    serve: Callable[[Path], str],
    tmp_path: Path,
    damage: str | None,
) -> None:
    """Letter paper can be had, and no room stays empty for what will not come."""
    folder = broken.copy(site, tmp_path / "broken", PLAN, damage)
    window.go(serve(folder) + PLAN)
    window.run(ASK)
    assert [True, 0, "no-js"] == window.run(SHOWN)


FORCED: dict[str, int | str] = {
    "browser.display.document_color_use": 2,
    "browser.display.background_color": "#000000",
    "browser.display.foreground_color": "#ffffff",
}
INKS = """
const look = (selector) => getComputedStyle(document.querySelector(selector));
return [look(".mark__shape").stroke, look(".mark__number").fill];
"""


def test_in_dark_forced_colours_the_mark_of_a_sheet_shows(firefox: Firefox, address: str) -> None:
    for name, value in FORCED.items():
        firefox.prefer(name, value)
    try:
        firefox.go(address + "worksheets/sharing/")
        assert firefox.run("return matchMedia('(forced-colors: active)').matches")
        assert ["rgb(255, 255, 255)"] * 2 == firefox.run(INKS)
    finally:
        for name in FORCED:
            firefox.prefer(name, None)


REFUSE = "navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject();"
OFFER = """
document.querySelector("copy-menu button").click();
document.querySelector(".copy__panel details").open = true;
const choices = [...document.querySelectorAll(".copy__panel button")];
choices.find((it) => it.textContent.startsWith("BibTeX")).click();
"""
FIELD = """
const field = document.querySelector(".copy__field");
return field && [field.scrollTop, field.selectionStart, field.selectionEnd === field.value.length];
"""


def test_a_text_to_copy_by_hand_is_shown_from_its_beginning(window: Window, address: str) -> None:
    """All of it is selected."""
    window.go(address + SECTION)
    window.until("return document.querySelector('copy-menu button') !== null")
    window.run(REFUSE + OFFER)
    assert [0, 0, True] == window.until(FIELD)


NAMES = """
const fields = document.querySelectorAll(".textWidgetAnnotation :is(input, textarea)");
return fields.length > 3 && [...fields].map((field) => field.getAttribute("aria-label"));
"""


@pytest.mark.parametrize("name", ["sharing", "nine-whys", "review"])
def test_fields_of_a_pdf_have_a_name_in_firefox(firefox: Firefox, address: str, name: str) -> None:
    """On both papers, in its own viewer."""
    for on in ("a4", "letter"):
        firefox.go(f"{address}worksheets/{name}/{name}-{on}-fillable.pdf")
        names = firefox.until(NAMES)
        assert all(names)
        assert {"Partnership", "Date", "Who is taking part"} <= set(names)
