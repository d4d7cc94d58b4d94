"""What people come for, from its beginning to its end, in each of the three engines.

By keyboard, so that what a key does in one engine and not in another shows.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext

import pytest

from generator.model.framework import Framework
from tests.browser import paper
from tests.browser.copying import PUBLISHED, PURPOSE, WORDING
from tests.engines.limits import can
from tests.engines.window import PAPERS, Window

PHONE = 360
VISION = PURPOSE + "#vision"
SHEET = "worksheets/purpose/"
MENU = "copy-menu[data-id=vision] button"
DARK = "colour-switch button"
LETTER = "sheet-choice input[value=letter]"
PLAN = "plan/went-wrong/"

IN_VIEW = """
const asked = document.querySelector(":target")?.getBoundingClientRect();
return asked && asked.top >= 0 && asked.bottom <= innerHeight;
"""
CHOICES = """
const pressed = document.querySelector("colour-switch button").getAttribute("aria-pressed");
return [pressed, document.querySelector("sheet-choice input[value=letter]").checked];
"""
SHOWN = """
const links = [...document.links];
const shown = links.filter((it) => it.checkVisibility({ visibilityProperty: true }));
return ["-a4", "-letter"].filter((paper) => shown.some((it) => it.href.includes(paper)));
"""
"""On which papers the files of sheets are offered."""

LISTED = """
const shown = (it) => it.checkVisibility({ visibilityProperty: true });
return [...document.querySelectorAll(".everything a")].filter(shown).length;
"""


def element(selector: str) -> str:
    """The first element of a selector, in a script."""
    return f"document.querySelector({json.dumps(selector)})"


def having(window: Window, scripts: bool) -> AbstractContextManager[None]:
    """A block in which pages have scripts, or do without."""
    return nullcontext() if scripts else window.switched_off("scripts")


def is_focused(window: Window, selector: str) -> bool:
    return bool(window.run(f"return document.activeElement === {element(selector)}"))


FOCUS = "return [...document.querySelectorAll('*')].indexOf(document.activeElement)"
"""The place of what is in focus among all elements."""


def reach(window: Window, selector: str, key: str = "Tab", stops: int = 80) -> None:
    """Press a key until what is sought is in focus.

    A window may take a key later than it is pressed: each is waited for.
    """
    window.until(f"return {element(selector)} !== null")
    for _ in range(stops):
        if is_focused(window, selector):
            return
        before = window.run(FOCUS)
        window.press(key)
        window.until(f"{FOCUS} !== {before}")
    raise AssertionError(f"{selector} is not reached by {key}")


def expect_at(window: Window, location: str) -> None:
    """The window has gone to an address, and shows what that names."""
    window.until(f"return location.href === {json.dumps(location)}")
    window.until("return document.readyState === 'complete'")
    if "#" in location:
        window.until(IN_VIEW)


@pytest.mark.parametrize("words", ["1.5", "vision", "visoin"], ids=["number", "word", "slip"])
def test_a_question_is_searched_for(window: Window, address: str, words: str) -> None:
    """From the first page: typed, chosen among what is found, and reached."""
    window.go(address)
    reach(window, "a[href$='search/#q']")
    window.press("Enter")
    window.until("return document.activeElement.matches('.find input')")
    window.write(words)
    found = f".found__open[href='{address}{VISION}']"
    reach(window, found, "ArrowDown", 20)
    window.press("Enter")
    expect_at(window, address + VISION)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_permanent_address_leads_to_its_question(
    window: Window, address: str, scripts: bool
) -> None:
    """At once, and the question is in view."""
    with having(window, scripts):
        window.go(address + "go/vision/")
        expect_at(window, address + VISION)


def test_a_printed_code_says_whether_the_print_out_is_current(
    window: Window, address: str, framework: Framework
) -> None:
    """The address with a release waits, tells, and leads on when asked to."""
    about = framework.about
    window.go(f"{address}go/vision/?v={about.edition}-{about.version}")
    said = window.until("return document.querySelector('#current').textContent")
    assert "Unchanged since you printed this." == said
    reach(window, "#now")
    window.press("Enter")
    expect_at(window, address + VISION)


def copied(window: Window, choice: str) -> dict[str, str]:
    """What the clipboard holds after a choice in the menu of a question."""
    reach(window, MENU)
    window.press("Enter")
    for _ in range(4):
        window.press("Tab")
        if choice == window.run("return document.activeElement.textContent"):
            break
    window.press("Enter")
    said = f"{element('copy-menu[data-id=vision] [role=status]')}.textContent"
    window.until(f"return {said}.includes('copied')")
    assert is_focused(window, MENU)
    return window.copied()


def test_the_link_of_a_question_and_its_words_are_copied(window: Window, address: str) -> None:
    """Alone, and with credit as rich text, in which the link is one."""
    window.go(address + PURPOSE)
    there = address + "go/vision/"
    assert {"text/plain": there} == copied(window, "Link only")
    held = copied(window, "Question with credit (for Word)")
    credit = f"Question 1.5, in {PUBLISHED} {there}"
    assert f"{WORDING}\n{credit}" == held["text/plain"]
    assert f'href="{there}"' in held["text/html"]


def test_colours_and_paper_are_chosen_and_remembered(window: Window, address: str) -> None:
    """For the page and the next."""
    window.go(address + "worksheets/")
    reach(window, DARK)
    window.press("Space")
    reach(window, "sheet-choice input[name=paper]:checked")
    window.press("ArrowRight")
    window.until(f"return {element(LETTER)}.checked")
    assert ["-letter"] == window.run(SHOWN)
    window.go(address + PLAN)
    window.until(f"return !{element('sheet-choice form')}.hidden")
    assert ["true", True] == window.run(CHOICES)
    assert ["-letter"] == window.run(SHOWN)


def test_where_storage_is_refused_choices_hold_for_the_page(window: Window, address: str) -> None:
    """Nothing breaks, and nothing is remembered."""
    with window.switched_off("storage"):
        window.go(address + "worksheets/")
        reach(window, DARK)
        window.press("Space")
        reach(window, "sheet-choice input[name=paper]:checked")
        window.press("ArrowRight")
        window.until(f"return {element(LETTER)}.checked")
        assert ["true", True] == window.run(CHOICES)
        window.go(address + PLAN)
        window.until(f"return !{element('sheet-choice form')}.hidden")
        assert ["false", False] == window.run(CHOICES)


def test_a_sheet_is_opened_and_printed(window: Window, address: str, framework: Framework) -> None:
    """From its section, on both papers: every page, and each question that can be read."""
    window.go(address + PURPOSE)
    reach(window, "a[href$='worksheets/purpose/']", stops=120)
    window.press("Enter")
    expect_at(window, address + SHEET)
    count = window.run("return document.querySelectorAll('.leaf').length")
    asked = [paper.solid(it.text) for it in framework.sections[0].questions]
    printed = window.printed(address + SHEET)
    for on in PAPERS:
        leaves = paper.words(printed[address + SHEET, on])
        feet = [f"Page{number}of{count}" for number in range(1, count + 1)]
        assert [True] * count == [foot in leaf for foot, leaf in zip(feet, leaves, strict=True)]
        if can(window, "tells bold letters on paper"):
            assert [] == [text for text in asked if text not in "".join(leaves)]


def test_help_with_a_question_unfolds_and_folds(window: Window, address: str) -> None:
    """Enter opens it, Space closes it, and Tab goes on from there."""
    window.go(address + PURPOSE)
    fold = ".ask .ways summary"
    reach(window, fold)
    opened = f"{element(fold)}.parentElement.open"
    window.press("Enter")
    window.until(f"return {opened}")
    window.press("Space")
    window.until(f"return !{opened}")
    window.press("Tab")
    assert not is_focused(window, fold)
    window.press("Shift+Tab")
    assert is_focused(window, fold)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_menu_of_a_phone_opens_and_leads_on(
    window: Window, address: str, scripts: bool
) -> None:
    """Enter opens it, Tab reaches its links, and Enter follows them."""
    with having(window, scripts):
        window.width(PHONE)
        window.go(address)
        reach(window, ".menu summary")
        window.press("Enter")
        reach(window, ".menu a[href$='resources/']", stops=3)
        window.press("Enter")
        expect_at(window, address + "resources/")


def test_without_scripts_nothing_is_missing(window: Window, address: str) -> None:
    """A sheet has its files on both papers, and the page of the search lists all that there is."""
    with window.switched_off("scripts"):
        window.go(address + "worksheets/")
        assert [] == window.run(SHOWN)
        reach(window, "a[href$='purpose/']", stops=120)
        window.press("Enter")
        expect_at(window, address + SHEET)
        window.go(address + SHEET)
        assert ["-a4", "-letter"] == window.run(SHOWN)
        window.go(address + "search/")
        assert window.run(LISTED) > 60
        assert window.run("return !document.querySelector('.find').checkVisibility()")
