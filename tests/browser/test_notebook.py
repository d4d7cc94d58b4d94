"""The notebook: written beside each question, kept at every key, saved as a file, reopened."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest
from docx import Document
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.conftest import ROOT

REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
FULL = """const put = Storage.prototype.setItem;
window.room = Infinity;
Storage.prototype.setItem = function (key, text) {
  if (text.length > window.room) throw new DOMException("full", "QuotaExceededError");
  put.call(this, key, text);
};"""
DEAF = """addEventListener("storage", (event) => {
  if (window.deaf) event.stopImmediatePropagation();
});"""
"""A tab that has not yet heard of what another wrote."""

ONLY_HERE = "Kept in this browser on this device only."
HARM = "<script>document.title = 'harm'</script><img src=x onerror=\"document.title = 'harm'\">"


@pytest.fixture
def notebook(visit: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Opens the page of the notebook, and begins one."""

    def begin(name: str = "Northshire partnership", **options: object) -> Page:
        page = visit(f"{address}notebook/", **options)
        page.locator("#book-new").fill(name)
        page.get_by_role("button", name="Begin a notebook").click()
        expect(page.locator("#book-name")).to_have_value(name)
        return page

    return begin


def write(page: Page, question: str, words: str) -> None:
    """Write an answer as people do, key by key."""
    page.get_by_role("button", name=f"Write an answer to question {question}").click()
    page.keyboard.type(words)


def answer(page: Page, question: str) -> Any:
    """The field of the group's own answer."""
    return page.get_by_label(f"Our answer (question {question})", exact=True)


def saved(page: Page, button: str = "Save a file") -> Path:
    """The file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path())


def held(page: Page) -> dict[str, Any]:
    """The notebook as its file has it."""
    found: dict[str, Any] = json.loads(saved(page).read_text("utf-8"))
    return found


def more(page: Page, button: str) -> None:
    """Press one of the buttons that are folded away."""
    page.locator(".book__more").evaluate("it => { it.open = true; }")
    page.get_by_role("button", name=button).click()


def given(page: Page, *files: Path | dict[str, Any]) -> None:
    """Open files on the page of the notebook, through the window in which one chooses them."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile("^Open a (notebook )?file$")).first.click()
    chooser.value.set_files(
        [
            {"name": f"{n}.json", "mimeType": "application/json", "buffer": json.dumps(it).encode()}
            if isinstance(it, dict)
            else {"name": it.name, "mimeType": "", "buffer": it.read_bytes()}
            for n, it in enumerate(files)
        ]
    )
    expect(page.locator(".book__told")).not_to_be_empty()


def test_a_reader_who_only_reads_sees_one_quiet_word(
    visit: Callable[..., Page], address: str
) -> None:
    """No field, no button, no script of the notebook; a link to it among what one can do."""
    asked: list[str] = []
    page = visit(
        f"{address}framework/purpose/",
        before=lambda it: it.on("request", lambda request: asked.append(request.url)),
    )
    expect(page.locator("copy-menu button").first).to_be_visible()
    assert page.locator("textarea, .write-link").count() == 0
    assert page.locator("main").get_by_text("notebook").all_inner_texts() == ["Write in a notebook"]
    assert not [url for url in asked if "notebook" in url]


def test_words_are_kept_at_every_key_wherever_one_goes(
    notebook: Callable[..., Page], address: str
) -> None:
    """On the page of a section: a reload, Back and Forward, a tab closed between two keys."""
    page = notebook()
    asked: list[str] = []
    page.context.on("request", lambda it: asked.append(f"{it.url} {it.post_data or ''}"))
    page.goto(f"{address}framework/purpose/")
    write(page, "1.2", f"Fewer wait alone. {HARM}")
    expect(page.locator(".written__kept").filter(has_text=ONLY_HERE)).to_be_visible()
    page.reload()
    expect(answer(page, "1.2")).to_have_value(f"Fewer wait alone. {HARM}")
    page.goto(f"{address}framework/role/")
    page.go_back()
    expect(answer(page, "1.2")).to_have_value(re.compile("^Fewer"))
    answer(page, "1.2").press("End")
    answer(page, "1.2").press("Control+End")
    page.keyboard.type(" And")
    second = page.context.new_page()
    page.close()
    second.goto(f"{address}notebook/")
    expect(answer(second, "1.2")).to_have_value(re.compile(" And$"))
    book = held(second)
    assert book["rounds"][0]["answers"][0]["about"] == "impact"
    assert book["rounds"][0]["answers"][0]["asked"].startswith("What impact")
    assert second.title() != "harm"
    assert not [url for url in asked if "Fewer" in url or "alone" in url or "Northshire" in url]


def test_a_file_is_as_the_schema_says(notebook: Callable[..., Page], site: Path) -> None:
    """What is saved fits the schema that the site publishes, and opens again as it was."""
    page = notebook("Ünïon / “Health”: 2026?")
    write(page, "1.1", "Everyone.")
    book = held(page)
    schema = next(site.glob("data/notebook/1/notebook.schema.json"))
    jsonschema.validate(book, json.loads(schema.read_text("utf-8")))
    more(page, "Remove from this device")
    given(page, book)
    expect(answer(page, "1.1")).to_have_value("Everyone.")
    assert held(page) == book


def test_undo_takes_words_back_and_what_is_emptied_is_gone(notebook: Callable[..., Page]) -> None:
    """As in any field; what is removed from the device can be brought back."""
    page = notebook()
    write(page, "1.1", "Right")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.reload()
    assert answer(page, "1.1").count() == 0
    write(page, "1.1", "Right")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Z")
    expect(answer(page, "1.1")).to_have_value("Right")
    page.reload()
    expect(answer(page, "1.1")).to_have_value("Right")
    more(page, "Remove from this device")
    expect(page.get_by_role("button", name="Begin a notebook")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((it) => it.includes('notebook:'))") == []
    page.get_by_role("button", name="Bring it back").click()
    expect(answer(page, "1.1")).to_have_value("Right")


def test_two_tabs_write_at_once_and_both_are_kept(notebook: Callable[..., Page]) -> None:
    """One sees what the other wrote; where both wrote in one answer, each has its own."""
    one = notebook()
    two = one.context.new_page()
    two.add_init_script(DEAF)
    two.goto(one.url)
    write(one, "1.1", "From one")
    expect(answer(two, "1.1")).to_have_value("From one")
    two.evaluate("window.deaf = true")
    answer(one, "1.1").press_sequentially(" and more")
    answer(two, "1.1").fill("From two")
    expect(two.locator(".written__kept").first).to_contain_text("changed in another tab")
    assert sorted(it["text"] for it in held(one)["rounds"][0]["answers"]) == [
        "From one and more",
        "From two",
    ]


def test_where_the_browser_keeps_nothing_it_is_said(
    visit: Callable[..., Page], address: str
) -> None:
    """The words stay on the page, a file can be saved, and leaving asks first."""
    page = visit(f"{address}notebook/", script=REFUSED)
    page.locator("#book-new").fill("Us")
    page.get_by_role("button", name="Begin a notebook").click()
    expect(page.locator(".book__told")).to_contain_text("This browser keeps nothing")
    write(page, "1.1", "Here")
    expect(page.locator(".written__kept").first).to_contain_text("Save a file first")
    assert held(page)["rounds"][0]["answers"][0]["text"] == "Here"
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]


def test_where_there_is_no_more_room_nothing_is_lost(notebook: Callable[..., Page]) -> None:
    """In the middle of a word: it is said, a file has all, and it is kept once there is room."""
    page = notebook(script=FULL)
    write(page, "1.1", "Kept")
    page.evaluate("window.room = 10")
    answer(page, "1.1").press_sequentially(" and what no longer fits")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("your last words stand here, but are not kept")
    assert held(page)["rounds"][0]["answers"][0]["text"] == "Kept and what no longer fits"
    page.evaluate("window.room = Infinity")
    answer(page, "1.1").press_sequentially(".")
    expect(alert).to_have_count(0)
    page.reload()
    expect(answer(page, "1.1")).to_have_value("Kept and what no longer fits.")


def test_a_file_that_does_not_fit_changes_nothing(notebook: Callable[..., Page]) -> None:
    """It is said; what was there stays."""
    page = notebook(script=FULL)
    write(page, "1.1", "Here before")
    book = held(page)
    book["rounds"][0]["answers"][0] |= {"id": "other", "text": "x" * 5000}
    page.evaluate("window.room = 3000")
    given(page, book)
    expect(page.locator(".book__told")).to_contain_text("does not fit in this browser")
    page.reload()
    assert [it["text"] for it in held(page)["rounds"][0]["answers"]] == ["Here before"]


def test_what_is_damaged_is_told_and_the_rest_is_there(notebook: Callable[..., Page]) -> None:
    """An answer, and the list of rounds itself: what is left can be saved as text."""
    page = notebook()
    write(page, "1.1", "Whole")
    write(page, "1.2", "To be damaged")
    page.evaluate(
        """() => {
          for (const key of Object.keys(localStorage)) {
            const text = localStorage.getItem(key);
            if (text.includes("damaged")) localStorage.setItem(key, text.slice(0, -9));
            if (text.includes("Northshire")) localStorage.setItem(key, text.slice(0, -9));
          }
        }"""
    )
    page.reload()
    expect(page.locator(".book__damaged")).to_contain_text("2 parts")
    expect(answer(page, "1.1")).to_have_value("Whole")
    assert "To be damaged" in saved(page, "Save what is left as text").read_text("utf-8")
    page.locator("#book-name").fill("Again")
    page.keyboard.press("Tab")
    page.reload()
    expect(answer(page, "1.1")).to_have_value("Whole")
    expect(page.locator("#book-name")).to_have_value("Again")
    assert "Northshire" in saved(page, "Save what is left as text").read_text("utf-8")


def test_words_outlive_a_browser_that_was_cleared_beside_them(
    notebook: Callable[..., Page],
) -> None:
    """What stands on the page is kept again with the next key; a clock set back changes nothing."""
    page = notebook()
    write(page, "1.1", "Before")
    page.evaluate("localStorage.clear()")
    answer(page, "1.1").press_sequentially(" and after")
    page.reload()
    expect(answer(page, "1.1")).to_have_value("Before and after")
    earlier = held(page)["rounds"][-1]["answers"][0]["written"]
    page.clock.install(time="2001-01-01")
    page.reload()
    answer(page, "1.1").press_sequentially("!")
    assert held(page)["rounds"][-1]["answers"][0]["written"] >= earlier


def test_an_update_of_the_site_takes_no_words(notebook: Callable[..., Page], address: str) -> None:
    """A page whose scripts are gone says so; what a newer version wrote is read, not changed."""
    page = notebook()
    write(page, "1.1", "Before the update")
    page.route(re.compile(r"notebook-(word|format)"), lambda route: route.fulfill(status=404))
    for act in ("word", "open"):
        if act == "open":
            with page.expect_file_chooser() as chooser:
                page.get_by_role("button", name="Open a file").click()
            chooser.value.set_files(ROOT / "tests/notebooks/good-full.json")
        else:
            page.get_by_role("button", name="Word", exact=True).click()
        expect(page.locator(".book__told")).to_contain_text("Your words are kept. Reload")
        page.locator(".book__told").evaluate("it => it.replaceChildren()")
    newer = """() => {
      const key = Object.keys(localStorage).find((it) => /notebook:.*\\/$/.test(it));
      const head = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({ ...head, version: 2 }));
      return JSON.stringify(Object.entries(localStorage));
    }"""
    before = page.evaluate(newer)
    page.goto(f"{address}framework/purpose/")
    expect(answer(page, "1.1")).to_have_value("Before the update")
    expect(answer(page, "1.1")).not_to_be_editable()
    expect(page.locator(".written__kept").first).to_contain_text("newer version")
    page.goto(f"{address}notebook/")
    expect(answer(page, "1.1")).not_to_be_editable()
    page.locator("#book-name").fill("Changed")
    page.keyboard.press("Tab")
    assert page.evaluate("JSON.stringify(Object.entries(localStorage))") == before


def test_files_are_joined_and_nothing_is_replaced(notebook: Callable[..., Page]) -> None:
    """Two versions of an answer stand side by side; other files are told, and change nothing."""
    page = notebook()
    write(page, "1.1", "Ours")
    mine = held(page)
    other = json.loads(json.dumps(mine))
    other["rounds"][0]["answers"][0] |= {"text": "Theirs", "written": "2020-01-01T00:00:00Z"}
    given(page, other)
    expect(page.locator(".book__told")).to_contain_text("two versions: both are here")
    assert {it["text"] for it in held(page)["rounds"][0]["answers"]} == {"Ours", "Theirs"}
    before = held(page)
    folder = ROOT / "tests/notebooks"
    hostile = sorted(folder.glob("hostile-*.json"))
    refused = [it for it in hostile if it.stat().st_size < 2_000_000]
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    none = [it for it in refused if "null" in json.dumps(expected.get(it.name, {}).get("kind", 1))]
    given(page, *none, folder / "good-answers.json")
    assert none
    for words in (*(it.name for it in none), "one person's answers"):
        expect(page.locator(".book__told")).to_contain_text(words)
    assert held(page) == before
    given(page, folder / "new-version-2.json")
    expect(page.get_by_role("heading", name="A notebook of a newer version")).to_be_focused()
    assert held(page) == before


def test_last_time_comes_first(notebook: Callable[..., Page], address: str) -> None:
    """A new round: promises and what became of them, and last time's words as they were asked."""
    page = notebook()
    write(page, "1.2", "Fewer wait alone.")
    page.get_by_role("button", name="Add a promise").click()
    page.keyboard.type("Ask residents")
    page.locator(".book__now").get_by_label("Who").fill("Amal")
    book = held(page)
    book["rounds"][0]["answers"][0]["asked"] = "What do you want to change?"
    more(page, "Remove from this device")
    given(page, book)
    page.get_by_role("button", name="Begin a new round").click()
    promised = page.locator(".book__earlier")
    expect(promised.get_by_role("heading")).to_be_focused()
    expect(promised).to_contain_text("Ask residents · Amal")
    promised.get_by_label("Was it kept?").select_option("Partly kept")
    promised.get_by_label("Why, or what we learned").fill("Two of five streets.")
    page.reload()
    before = page.locator("[data-about=impact] .written__before")
    expect(before).to_contain_text("Fewer wait alone.")
    expect(before).to_contain_text("The question was then: What do you want to change?")
    write(page, "1.2", "Now")
    page.goto(f"{address}framework/purpose/#impact")
    expect(page.locator(".ask .written__before")).to_contain_text("Fewer wait alone.")
    expect(answer(page, "1.2")).to_have_value("Now")
    page.goto(f"{address}notebook/")
    book = held(page)
    assert [it["text"] for one in book["rounds"] for it in one["answers"]] == [
        "Fewer wait alone.",
        "Now",
    ]
    assert book["rounds"][0]["promises"][0] | {"written": "", "id": ""} == {
        "id": "", "what": "Ask residents", "who": "Amal", "by": None, "about": None,
        "kept": "partly", "said": "Two of five streets.", "written": "",
    }  # fmt: skip


def test_what_others_wrote_on_paper_is_typed_in(notebook: Callable[..., Page]) -> None:
    """With the kind of partner, and a name only where there is one."""
    page = notebook()
    page.get_by_role("button", name="Add somebody else's answer to question 1.1").click()
    page.keyboard.type("Council")
    page.keyboard.press("Enter")
    page.keyboard.type("Everyone who pays rates")
    voices = [(it["voice"], it["text"]) for it in held(page)["rounds"][0]["answers"]]
    assert voices == [({"kind": "Council", "name": None}, "Everyone who pays rates")]


def test_the_journal_comes_as_word_text_table_and_paper(notebook: Callable[..., Page]) -> None:
    """And a calendar file for the day to look again, and a booklet for a newcomer."""
    page = notebook(script="window.print = () => {}")
    write(page, "1.1", f"=SUM(1) {HARM}")
    page.locator(".book__more").evaluate("it => { it.open = true; }")
    words = [it.text for it in Document(str(saved(page, "Word"))).paragraphs]
    assert "Northshire partnership" in words
    assert f"=SUM(1) {HARM}" in "\n".join(words)
    text = saved(page, "Text file (Markdown)").read_text("utf-8")
    assert "document.title" in text
    assert "<script" not in text
    assert "\"'=SUM" in saved(page, "Table (CSV)").read_text("utf-8-sig")
    event = Calendar.from_ical(saved(page, "Calendar file").read_bytes()).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "Look again: Northshire partnership"
    text = " ".join(
        it.get_textpage().get_text_bounded() for it in pypdfium2.PdfDocument(page.pdf())
    )
    assert "Northshire partnership" in text
    assert "=SUM(1)" in text
    assert "Begin a new round" not in text
    page.get_by_role("button", name="Print a booklet for a newcomer").click()
    expect(page.locator(".book__paper")).to_contain_text("=SUM(1)")
    assert page.title() != "harm"


def test_paper_remembers(notebook: Callable[..., Page], address: str) -> None:
    """A look-back sheet, a handout and Print everything, where asked; else all stays as it was."""
    page = notebook()
    for question in ("1.1", "1.2", "1.3", "1.4", "1.5"):
        write(page, question, "")
        page.keyboard.insert_text("Fewer wait alone. " * 40)
    page.get_by_role("button", name="Add a promise").click()
    page.keyboard.type("Ask residents")
    page.get_by_role("button", name="Begin a new round").click()
    expect(page.get_by_label("This round is called")).to_have_value("Round 2")
    for path in ("purpose-look-back", "purpose", "purpose/large", "people"):
        page.goto(f"{address}worksheets/{path}/")
        before = page.locator("main").inner_html()
        asked = page.get_by_label("With last time's words")
        assert not asked.is_checked()
        asked.check()
        expect(page.locator("main")).to_contain_text("Ask residents")
        texts = [it.get_textpage().get_text_bounded() for it in pypdfium2.PdfDocument(page.pdf())]
        assert ("Fewer wait alone." in " ".join(texts)) == (path != "people")
        numbers = [re.search(r"Page (\d+) of (\d+)", text) for text in texts]
        assert [it and it.groups() for it in numbers] == [
            (str(n), str(len(texts))) for n in range(1, len(texts) + 1)
        ]
        asked.uncheck()
        expect(page.locator("main")).not_to_contain_text("Ask residents")
        assert page.locator("main").inner_html() == before
    asked.evaluate("box => { box.checked = true; }")  # as a browser may when a page is loaded again
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(page.locator("main")).to_contain_text("Ask residents")
    page.goto(f"{address}session/print/#items=q.impact.15&people=1")
    expect(page.get_by_role("button", name="Print")).to_be_enabled()
    expect(page.locator(".documents")).not_to_contain_text("Ask residents")
    page.get_by_label("With last time's words").check()
    expect(page.locator(".documents")).to_contain_text("Ask residents")
    told = page.locator(".printing__sum").inner_text()
    assert told == f"{len(pypdfium2.PdfDocument(page.pdf(format='A4')))} pages in all."


def test_notes_on_screen_go_into_the_notebook(visit: Callable[..., Page], address: str) -> None:
    """Where there is none, one begins; keys then write, and do not turn the page."""
    page = visit(f"{address}session/show/#items=q.vision.15,q.impact.15")
    page.get_by_role("button", name="Take notes").click()
    page.get_by_role("button", name="Begin a notebook").click()
    page.keyboard.type("In May, with all")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1.shown")).to_contain_text("vision")
    page.get_by_role("button", name="Add a promise").click()
    page.keyboard.type("Draft it")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(answer(page, "1.2")).to_have_value("")
    page.goto(f"{address}notebook/")
    expect(answer(page, "1.5")).to_have_value("In May, with all")
    assert held(page)["rounds"][0]["promises"][0]["about"] == "vision"


def test_every_state_is_accessible(notebook: Callable[..., Page], address: str) -> None:
    """axe finds nothing, in light and dark, on a phone: begun, written in, a second round."""
    page = notebook(viewport={"width": 360, "height": 740})
    write(page, "1.1", "Words")
    page.get_by_role("button", name="Add somebody else's answer to question 1.1").click()
    page.get_by_role("button", name="Add a promise").click()
    page.keyboard.type("A promise")
    page.get_by_role("button", name="Begin a new round").click()
    page.get_by_role("button", name="Write an answer to question 1.1").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert {} == faults(page)
    page.goto(f"{address}framework/purpose/")
    page.get_by_role("button", name="Write an answer to question 1.1").press("Enter")
    expect(answer(page, "1.1")).to_be_focused()
    assert {} == faults(page)
