"""The page of the search: what it shows, keeps and sends, and what it does without a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser import pages
from tests.browser.weighing import reader

KB = 1000
LIBRARY, TEXTS = "**/vendor/minisearch.*.mjs", "**/assets/search.*.json"
MODULES = ("**/assets/search.*.mjs", "**/assets/search-find.*.mjs", "**/assets/search-words.*.mjs")
ONLY_IN_TEXTS = "zotero"
"""A word that stands in no title."""

LOSSES: dict[str, Callable[[Route], None]] = {
    "cut-off": lambda route: route.abort(),
    "missing": lambda route: route.fulfill(status=404),
    "another-page": lambda route: route.fulfill(body="<p>Sign in", content_type="text/html"),
}


@pytest.fixture
def search(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Opens the page of the search with `words` in its address."""

    def go(words: str = "", **options: object) -> Page:
        return visit(f"{address}search/{f'#q={words}' if words else ''}", **options)

    return go


def said(page: Page) -> str:
    """What the page says of what it found."""
    expect(page.get_by_role("status")).to_contain_text("result")
    return page.get_by_role("status").inner_text()


KINDS = {
    "4.4": ("Question 4.4, Sharing", "4.4 How will you ensure"),
    "section 2": ("Section 2", "2. "),
    "kantor": ("Resource", "David Kantor's four-player model"),
    "half day": ("Session plan, 3 hours 30 minutes", "A half-day"),
    "next-steps": ("Sheet to print", "What we noticed, what we will do"),
    "safeguarding": ("Word explained", "safeguarding"),
    "plain english": ("Page", "Plain words"),
    "change a word": ("Page: Adapting it", "Change a word"),
}


@pytest.mark.parametrize("query", KINDS)
def test_a_result_says_what_it_is_and_leads_there(search: Callable[..., Page], query: str) -> None:
    """Its kind in words, and its title as a link, in the language of its words."""
    page = search(query)
    first = page.locator(".found__item").first
    what, title = KINDS[query]
    expect(first.locator(".found__what")).to_have_text(what)
    expect(first.locator(".found__open")).to_contain_text(title)
    href = first.locator(".found__open").evaluate("link => link.href")
    first.locator(".found__open").click()
    expect(page).to_have_url(href)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("query", "sheet"),
    {"4.4": "sharing/", "nine whys": "nine-whys/", "went wrong": "went-wrong-run/"}.items(),
)
def test_a_result_leads_to_the_sheet_that_prints_it(
    search: Callable[..., Page], address: str, query: str, sheet: str
) -> None:
    """A question's section, a resource and a plan each have one."""
    page = search(query)
    page.get_by_role("link", name="Print").first.click()
    expect(page).to_have_url(f"{address}worksheets/{sheet}")


@pytest.mark.parametrize(
    "key",
    [
        "field.form.requestSubmit()",
        "field.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}))",
    ],
    ids=["Enter", "Down"],
)
def test_a_key_right_after_the_last_letter_goes_to_what_that_found(
    search: Callable[..., Page], key: str
) -> None:
    """Letters are shown before results; nobody is led to what they asked before."""
    page = search("power")
    said(page)
    reached = page.evaluate(
        f"""(words) => {{
          const field = document.querySelector("#q");
          field.value = words;
          field.dispatchEvent(new Event("input", {{ bubbles: true }}));
          {key};
          return document.activeElement.pathname;
        }}""",
        "nine whys",
    )
    assert reached.endswith("/resources/nine-whys/")


@pytest.mark.parametrize(
    ("query", "copied"),
    {
        "4.4": "go/power/",
        "nine whys": "go/nine-whys/",
        "safeguarding": "use/glossary/#safeguarding",
        "plain english": "about/words/",
    }.items(),
)
def test_the_link_of_a_result_is_copied(
    search: Callable[..., Page], address: str, query: str, copied: str
) -> None:
    """The permanent address where there is one, as visited."""
    page = search(query, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert address + copied == page.evaluate("navigator.clipboard.readText()")


def test_where_copying_is_refused_the_link_stands_there(
    search: Callable[..., Page], address: str
) -> None:
    """Selected, to be copied by hand."""
    held: list[Route] = []
    page = search(
        "4.4",
        script="Object.defineProperty(navigator, 'clipboard', {value: undefined})",
        before=lambda page: page.route(TEXTS, lambda it: held.append(it)),
    )
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_role("textbox", name="Link to copy")).to_have_value(f"{address}go/power/")
    held[0].continue_()  # the box stays as the texts come
    expect(pages.results(page)).not_to_have_count(1)
    assert f"{address}go/power/" == page.evaluate(
        "(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd))"
        "(document.querySelector('.found__address'))"
    )


def test_what_was_found_is_told_once_typing_rests(search: Callable[..., Page]) -> None:
    """A live region says how many; one, many, none, and where only some of the words stand."""
    page = search()
    assert page.get_by_role("status").inner_text() == ""
    for query, words in {
        "zotero": "1 result.",
        "power": r"\d\d results\.",
        "qqqqzzzz": "No results. Try another word, or look in the list below.",
        "zotero safeguarding": r"\d results with some of these words, but none with all of them\.",
    }.items():
        pages.field(page).fill(query)
        expect(page.get_by_role("status")).to_have_text(re.compile(words))
    pages.field(page).fill("")
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_role("heading", name="Everything here")).to_be_visible()


def test_the_first_twenty_are_shown_and_then_all(search: Callable[..., Page]) -> None:
    """The focus goes on to the first of those that came."""
    page = search("partnership")
    expect(pages.results(page)).to_have_count(20)
    page.get_by_role("button", name=re.compile(r"Show all \d+ results")).click()
    expect(pages.results(page).nth(20)).to_be_focused()


def test_what_helps_with_a_question_is_found_and_not_shown(search: Callable[..., Page]) -> None:
    """Our words would look like the framework's."""
    page = search("ward clerk")
    first = page.locator(".found__item").first
    expect(first.locator(".found__open")).to_contain_text("1.1 Who are the intended beneficiaries")
    expect(first).to_contain_text("Found in the help with this question.")
    expect(first).not_to_contain_text("ward clerk")


@pytest.mark.parametrize(
    "form", ["?q=half+day", "?q=half%20day", "#q=half+day", "?other=1&q=half day"]
)
def test_a_search_has_an_address(visit: Callable[..., Page], address: str, form: str) -> None:
    """However it is written; the words go behind the #, so that nothing later tells them."""
    page = visit(f"{address}search/{form}")
    expect(pages.field(page)).to_have_value("half day")
    expect(pages.results(page).first).to_have_text("A half-day")
    expect(page).to_have_url(f"{address}search/#q=half+day")
    expect(page).to_have_title(re.compile("^half day - Search"))


def test_back_and_reload_keep_the_words(visit: Callable[..., Page], address: str) -> None:
    """And so does the address, opened elsewhere."""
    page = visit(address)
    pages.search(page, "half day")
    page.reload()
    expect(pages.field(page)).to_have_value("half day")
    pages.results(page).first.click()
    expect(page).to_have_url(f"{address}plan/half-day/")
    page.go_back()
    expect(pages.field(page)).to_have_value("half day")
    expect(pages.results(page).first).to_have_text("A half-day")
    page.go_back()
    expect(page).to_have_url(address)


@pytest.mark.parametrize("words", ["half day", "a&b=c#d%", "<img src=x onerror=alert(1)>", "é “x”"])
def test_no_word_of_a_query_leaves_the_browser(
    visit: Callable[..., Page], address: str, words: str
) -> None:
    """No request names it, in its address, in what sent it there, or in what it carries."""
    heard: list[str] = []

    def hear(request: Request) -> None:
        heard.append(f"{request.url} {request.all_headers()} {request.post_data}")

    page = visit(address, before=lambda page: page.on("request", hear))
    page.get_by_role("link", name="Search", exact=True).click()
    pages.field(page).press_sequentially(words)
    pages.field(page).press("Enter")
    page.reload()
    expect(pages.field(page)).to_have_value(words)
    page.get_by_role("link", name="About", exact=True).first.click()
    page.wait_for_load_state("networkidle")
    told = [line for line in heard if re.search(r"[?&]q=|half|onerror|%C3%A9|a&b|a%26b", line)]
    assert [] == told


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_without_the_texts_titles_are_searched_and_the_page_says_so(
    search: Callable[..., Page], lose: Callable[[Route], None]
) -> None:
    """What is there is found, forgiving as ever."""
    page = search("visoin", before=lambda page: page.route(TEXTS, lose))
    expect(pages.results(page).filter(has_text="1.5 When will you need")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Only titles were searched")
    pages.field(page).fill(ONLY_IN_TEXTS)
    expect(page.get_by_role("status")).to_contain_text("No results.")


def test_what_is_found_before_the_texts_come_is_no_final_count(
    search: Callable[..., Page],
) -> None:
    """Titles are searched at once; the page says that more may follow, then how many there are."""
    held: list[Route] = []
    page = search("vision", before=lambda page: page.route(TEXTS, lambda it: held.append(it)))
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ results? so far\.$"))
    pages.field(page).fill(ONLY_IN_TEXTS)
    expect(page.get_by_role("status")).to_have_text("No results so far.")
    held[0].continue_()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d results?\."))


@pytest.mark.parametrize("role", ["link", "button"])
def test_what_is_focused_stays_so_as_the_texts_come(
    search: Callable[..., Page], role: Literal["link", "button"]
) -> None:
    """A key that is pressed at that moment does what it said."""
    held: list[Route] = []
    page = search("half day", before=lambda page: page.route(TEXTS, lambda it: held.append(it)))
    control = page.locator(".found").get_by_role(role, name="A half-day").first
    control.focus()
    expect(page.get_by_role("status")).to_contain_text("so far")
    held[0].continue_()
    expect(page.get_by_role("status")).not_to_contain_text("so far")
    expect(control).to_be_focused()


def test_that_a_link_was_copied_stands_until_something_is_typed(
    search: Callable[..., Page],
) -> None:
    """The texts that come after bring their results, and no count in place of it."""
    held: list[Route] = []
    page = search(
        "plain english",
        permissions=["clipboard-read", "clipboard-write"],
        before=lambda page: page.route(TEXTS, lambda it: held.append(it)),
    )
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    held[0].continue_()
    expect(page.locator(".found__item")).to_have_count(2)
    page.wait_for_timeout(1000)  # longer than a count waits for typing to end
    expect(page.get_by_role("status")).to_have_text("Link copied")
    pages.field(page).fill("vision")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d results?\."))


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_without_the_library_plain_words_are_found(
    search: Callable[..., Page], lose: Callable[[Route], None]
) -> None:
    """In titles and texts, where they are spelt as there; numbers and names still come first."""
    page = search(ONLY_IN_TEXTS, before=lambda page: page.route(LIBRARY, lose))
    expect(pages.results(page).first).to_contain_text("Copy for your document")
    expect(page.get_by_role("status")).to_contain_text("words must be spelt exactly")
    pages.field(page).fill("3.4")
    expect(pages.results(page).first).to_contain_text("3.4 ")
    pages.field(page).fill("icebreakers")
    expect(pages.results(page).first).to_have_text("The nine whys")


def test_without_library_and_texts_the_list_is_searched(search: Callable[..., Page]) -> None:
    """Titles that hold the words."""

    def before(page: Page) -> None:
        page.route(LIBRARY, LOSSES["cut-off"])
        page.route(TEXTS, LOSSES["cut-off"])

    page = search("vision", before=before)
    expect(pages.results(page).first).to_contain_text("1.5 When will you need")


@pytest.mark.parametrize("part", MODULES)
def test_without_its_script_the_page_is_as_without_javascript(
    search: Callable[..., Page], part: str
) -> None:
    """The list of everything, and no field that would do nothing."""
    page = search("power", before=lambda page: page.route(part, lambda route: route.abort()))
    expect(page.locator(".find:not(.awaited)")).to_have_count(1)
    assert page.locator(".find").bounding_box() is None
    expect(page.get_by_role("link", name="The nine whys", exact=True).first).to_be_visible()


def test_without_javascript_all_is_listed(visit: Callable[..., Page], address: str) -> None:
    """Grouped, each as a link; the way there is a link too."""
    page = visit(address, java_script_enabled=False)
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page).to_have_url(f"{address}search/#q")
    for group in (
        "Sections and questions",
        "Resources",
        "Session plans",
        "Sheets to print",
        "Words explained",
        "Pages",
    ):
        expect(page.get_by_role("heading", name=group, exact=True)).to_be_visible()
    for name in ("3.4 ", "The nine whys", "A half-day", "Safety and power", "safeguarding"):
        expect(page.locator(".everything a", has_text=name).first).to_be_visible()
    expect(pages.field(page)).to_be_hidden()


def test_results_come_for_thirty_kilobytes(browser: Browser, address: str) -> None:
    """The page with its list, its scripts and the library; the texts come after. Nothing jumps."""
    with reader(browser) as scales:
        scales.weigh(f"{address}framework/")  # brings what all pages share
        weight = scales.weigh(f"{address}search/")
        texts = sum(size for name, size in scales.came.items() if scales.begun[name] == "Fetch")
    assert weight.sent - texts <= 30 * KB
    assert 10 * KB < texts <= 70 * KB
    assert weight.shift == 0


def test_no_other_page_pays_for_the_search(visit: Callable[..., Page], address: str) -> None:
    """Neither script nor index is asked for before somebody goes there."""
    asked: list[str] = []
    page = visit(address, before=lambda page: page.on("request", lambda it: asked.append(it.url)))
    page.wait_for_load_state("networkidle")
    assert [] == [url for url in asked if "search" in url]
