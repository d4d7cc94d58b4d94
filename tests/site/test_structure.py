"""Every page is made of parts that a screen reader can name, list and jump between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.site.markup import Element, Page, Site

pytestmark = pytest.mark.structure

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SECTIONING = ("article", "aside", "main", "nav", "section")
CONTROLS = ("a", "button", "iframe", "input", "select", "summary", "textarea")
PICTURES = ("img", "svg")
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")


def around(element: Element) -> Iterator[Element]:
    """The elements that an element stands in, itself first."""
    at: Element | None = element
    while at:
        yield at
        at = at.parent


def is_hidden(element: Element) -> bool:
    """Whether screen readers are not told of it, or only of the picture that it is a part of."""
    inside = (at for at in around(element) if at is not element)
    return any(at.attributes.get("aria-hidden") == "true" for at in around(element)) or any(
        at.attributes.get("role") == "img" or at.tag == "noscript" for at in inside
    )


def said(element: Element) -> str:
    """The words inside that are read out, with those of pictures."""
    words = []
    for part in element.parts:
        if isinstance(part, str):
            words.append(part)
        elif not is_hidden(part):
            words.append(part.attributes.get("alt", "") or said(part))
    return " ".join(words).strip()


def name(page: Page, element: Element) -> str:
    """By what a control or a picture is called, as far as the HTML says."""
    given = element.attributes
    labels = [
        other
        for other in page.elements
        if other.attributes.get("id") in given.get("aria-labelledby", "").split()
        or (other.tag == "label" and other.attributes.get("for") == given.get("id", "no id"))
    ]
    labels += [at for at in around(element) if at.tag == "label"]
    titles = [title for title in element.parts if getattr(title, "tag", "") == "title"]
    ways = [given.get("aria-label", ""), *map(said, labels), given.get("title", "")]
    inside = "" if element.tag == "svg" else said(element)
    return "".join([*ways, given.get("alt", ""), inside, *(title.text for title in titles)]).strip()


def test_headings_begin_with_the_first_level_and_skip_none(toolkit: Site) -> None:
    """Who jumps from heading to heading meets a table of contents without holes."""
    for page in toolkit.pages.values():
        levels = [HEADINGS.index(e.tag) + 1 for e in page.elements if e.tag in HEADINGS]
        assert levels[0] == 1, page.address
        steps = pairwise(levels)
        assert [] == [step for step in steps if step[1] > step[0] + 1], page.address


def test_every_page_has_one_main_part_and_what_belongs_to_it_stands_inside(toolkit: Site) -> None:
    """Headings stand in it; a banner and a foot stand beside it, once each, or not at all."""
    for page in toolkit.pages.values():
        main = page.one("main")
        lost = [e for e in page.elements if e.tag in HEADINGS and main not in around(e)]
        assert [] == lost, page.address
        beside = [
            element.tag
            for element in page.elements
            if element.tag in ("header", "footer")
            and not any(at.tag in SECTIONING for at in around(element))
        ]
        bare = page in toolkit.below("go/", "embed/", "session/show/")
        assert ([] if bare else ["header", "footer"]) == beside, page.address


def test_every_menu_has_a_name(toolkit: Site) -> None:
    """A page has several, and a list of them tells which is which."""
    for page in toolkit.pages.values():
        for menu in page.root.find("nav"):
            assert menu.attributes.get("aria-label"), page.address


def test_every_control_and_every_picture_has_a_name(toolkit: Site) -> None:
    """Nothing is announced as 'link' or 'button' alone; decoration is not announced at all."""
    for page in toolkit.pages.values():
        nameless = [
            f"{element.tag} {element.attributes}"
            for element in page.elements
            if element.tag in CONTROLS + PICTURES
            and not is_hidden(element)
            and not (element.tag == "img" and element.attributes.get("alt") == "")
            and not element.has("class_", "md-toggle")  # the theme's, never shown
            and not name(page, element)
        ]
        assert [] == nameless, page.address


def test_every_label_and_description_points_at_something(toolkit: Site) -> None:
    """No `for` and no `aria-labelledby` leads to an id that is not on the page."""
    for page in toolkit.pages.values():
        ids = set(page.ids)
        lost = [
            (pointer, target)
            for element in page.elements
            for pointer in POINTERS
            for target in element.attributes.get(pointer, "").split()
            if target not in ids
        ]
        assert [] == lost, page.address
