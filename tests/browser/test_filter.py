"""The list of resources can be narrowed to those that fit, and is whole without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generator.model.framework import Framework
from generator.model.resource import Resource

RESOURCES = "resources/"


def shown(page: Page) -> list[str]:
    """The titles of the resources that can be seen, in order."""
    return page.locator("main .card__title").filter(visible=True).all_inner_texts()


def titles(framework: Framework, fits: Callable[[Resource], bool]) -> list[str]:
    return [resource.title for resource in framework.resources if fits(resource)]


def counted(page: Page, words: str) -> None:
    """The count stands in a status, which screen readers announce."""
    expect(page.locator("main").get_by_role("status")).to_have_text(words)


def test_all_are_shown_at_first(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """Nothing is left out until somebody asks."""
    page = visit(address + RESOURCES)
    assert titles(framework, lambda _: True) == shown(page)
    counted(page, "11 resources")


@pytest.mark.parametrize("number", range(5))
def test_by_section(
    visit: Callable[..., Page], address: str, framework: Framework, number: int
) -> None:
    """Those of one section are left, and the address says which."""
    section = framework.sections[number]
    page = visit(address + RESOURCES)
    page.get_by_label("Section", exact=True).select_option(f"{number + 1}. {section.label}")
    assert titles(framework, lambda resource: resource.id in section.resources) == shown(page)
    counted(page, f"{len(section.resources)} resource{'s' * (len(section.resources) > 1)}")
    assert f"{address}{RESOURCES}?section={section.id}" == page.url


def test_those_of_no_section(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """The other resources can be asked for too."""
    page = visit(address + RESOURCES)
    page.get_by_label("Section", exact=True).select_option("Other resources")
    others = framework.about.other_resources
    assert titles(framework, lambda resource: resource.id in others) == shown(page)
    counted(page, "3 resources")


@pytest.mark.parametrize(("label", "minutes"), [("Up to half an hour", 30), ("Up to 1 hour", 60)])
def test_by_time(
    visit: Callable[..., Page], address: str, framework: Framework, label: str, minutes: int
) -> None:
    """Those that can be done in the time are left."""
    page = visit(address + RESOURCES)
    page.get_by_label("Time you have").select_option(label)
    assert titles(framework, lambda resource: resource.time.least <= minutes) == shown(page)
    assert f"{address}{RESOURCES}?time={minutes}" == page.url


@pytest.mark.parametrize("people", [3, 6, 12, 20, 40])
def test_by_the_size_of_the_group(
    visit: Callable[..., Page], address: str, framework: Framework, people: int
) -> None:
    """Those that suit so many people are left; no limit suits any number."""

    def suits(resource: Resource) -> bool:
        return resource.group.least <= people <= (resource.group.most or people)

    page = visit(address + RESOURCES)
    page.get_by_label("How many people").select_option(str(people))
    assert titles(framework, suits) == shown(page)


def test_what_is_asked_for_adds_up_and_can_be_let_go(
    visit: Callable[..., Page], address: str
) -> None:
    """All that is asked holds at once; 'Show all' lets go of it and of the address."""
    page = visit(address + RESOURCES)
    page.get_by_label("Section", exact=True).select_option("4. Sharing")
    page.get_by_label("Time you have").select_option("Up to half an hour")
    assert ["David Kantor's four-player model"] == shown(page)
    counted(page, "1 resource")
    page.get_by_label("How many people").select_option("3")
    assert [] == shown(page)
    counted(page, "No resources")
    page.get_by_role("button", name="Show all").click()
    counted(page, "11 resources")
    assert 11 == len(shown(page))
    assert address + RESOURCES == page.url
    expect(page.get_by_label("Section", exact=True)).to_have_value("")


def test_the_address_keeps_what_was_asked_for(visit: Callable[..., Page], address: str) -> None:
    """It can be sent to others, and Back returns to it."""
    asked = f"{address}{RESOURCES}?section=sharing&time=30"
    page = visit(asked)
    assert ["David Kantor's four-player model"] == shown(page)
    expect(page.get_by_label("Time you have")).to_have_value("30")
    page.get_by_role("link", name="David Kantor's four-player model").click()
    expect(page).to_have_url(f"{address}{RESOURCES}four-player-model/")
    page.go_back()
    expect(page).to_have_url(asked)
    counted(page, "1 resource")


def test_an_address_that_asks_for_nothing_known_shows_all(
    visit: Callable[..., Page], address: str
) -> None:
    """A link that was mistyped, or is out of date, hides nothing."""
    page = visit(f"{address}{RESOURCES}?section=shoring&time=x")
    counted(page, "11 resources")
    assert 11 == len(shown(page))


def test_without_javascript_it_is_a_plain_list(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """Every resource is there, and no form that would not work."""
    page = visit(f"{address}{RESOURCES}?section=sharing", java_script_enabled=False)
    assert titles(framework, lambda _: True) == shown(page)
    expect(page.locator("main form")).to_be_hidden()
    counted(page, "11 resources")
