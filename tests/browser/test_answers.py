"""Answer alone, open together: a request is a link, answers are a file, nobody is named unasked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser import paper
from tests.browser.axe import faults
from tests.browser.copying import CLIPBOARD, PERMITTED
from tests.browser.weighing import PHONE

ASKED = "from=Northshire&questions=impact,power&kinds=NHS,Council&names=yes&by=2027-01-14&to=Sam"
ALONE = f"answer/#{ASKED}"
IMPACT = "1.2 What impact does your partnership want to have?"
WRITTEN = "Fewer people alone.\n<b>قطة</b> & more"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
)
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
};"""
SHARES = """navigator.canShare = ({ files: [file] }) => file.type === "text/plain";
navigator.share = async ({ files: [file] }) => { window.shared = [file.name, await file.text()]; };
"""
"""A phone that shares texts and no other files, as many do."""
WIDE = "document.documentElement.scrollWidth > innerWidth"
KINDS = ("NHS", "NHS", "NHS", "Council", "Council", "Council", "Charity", "Charity", "Group")
NOTEBOOK = """() => Object.entries(localStorage).filter(([key]) => key.includes("notebook:"))
  .map(([key, text]) => JSON.parse(text)).filter((it) => it.asked)"""
"""The answers in the notebook that this browser keeps."""


def answers(at: int, kind: str | None, **more: Any) -> FilePayload:
    """A file of the answers of one person."""
    said = {
        "format": "partnering-answers",
        "version": 1,
        "framework": {"title": "A", "edition": "1", "version": "1.0", "address": "https://a.b/"},
        "id": f"person{at}",
        "request": {"from": "Northshire", "by": None, "kinds": ["NHS", "Council"]},
        "voice": {"kind": kind, "name": None},
        "answers": [
            {
                "id": f"answer{at}{about}",
                "about": about,
                "asked": IMPACT[4:],
                "text": f"secret {about} {at}",
                "written": f"2026-11-2{at % 10}T10:00:00Z",
            }
            for about in ("impact", "power")
        ],
    } | more
    return {
        "name": f"{at}.json",
        "mimeType": "application/json",
        "buffer": json.dumps(said).encode(),
    }


def nine() -> list[FilePayload]:
    """Of four kinds; one of the two from a charity gives a name."""
    files = [answers(at, kind) for at, kind in enumerate(KINDS)]
    return [*files[:6], answers(6, "Charity", voice={"kind": "Charity", "name": "Ada"}), *files[7:]]


def listening(sent: list[str]) -> Callable[[Page], None]:
    """Writes down what a page asks for, and with which words."""
    return lambda page: page.on("request", lambda it: sent.append(f"{it.url}{it.post_data}"))


def field(page: Page) -> Locator:
    """The field for an answer to question 1.2."""
    return page.get_by_role("textbox", name=IMPACT)


def choose(page: Page, files: Sequence[FilePayload]) -> None:
    """Pick files, as in the window of the system."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").press("Enter")
    chooser.value.set_files(files)
    expect(page.locator(".together__told")).not_to_be_empty()


def open_all(page: Page) -> None:
    page.get_by_role("button", name="Open the answers").press("Enter")
    page.get_by_role("button", name="Open them now").press("Enter")
    expect(page.get_by_role("heading", name="The answers", exact=True)).to_be_focused()


def groups(page: Page, question: str) -> Mapping[str, set[str]]:
    """The answers to a question that are shown, by the title of their group."""
    shown: Mapping[str, Sequence[str]] = page.locator(
        ".opened__question", has_text=question
    ).evaluate("""(it) => Object.fromEntries([...it.querySelectorAll(".opened__groups h4")].map(
      (title) => [title.textContent,
        [...title.nextElementSibling.children].map((one) => one.innerText)]))""")
    return {title: set(texts) for title, texts in shown.items()}


def test_somebody_asks_by_keyboard_and_everything_is_in_the_link(
    visit: Callable[..., Page], address: str
) -> None:
    """Found and ticked; the link and the email say it all; a reload keeps the form."""
    page = visit(f"{address}answer/", **PERMITTED)
    page.get_by_label("Who is asking?").fill("Northshire")
    page.get_by_label("Find").fill("impact want")
    expect(page.get_by_role("checkbox", name="1.2")).to_be_visible()
    expect(page.get_by_role("checkbox", name="4.4")).to_be_hidden()
    page.get_by_role("checkbox", name="1.2").press("Space")
    page.get_by_label("Find").fill("")
    page.get_by_role("checkbox", name="4.4").press("Space")
    page.get_by_label("Kinds of organisation").fill("NHS, Council")
    page.get_by_role("checkbox", name="Ask for names").press("Space")
    page.get_by_label("By when").fill("2027-01-14")
    page.get_by_label("Where to send").fill("Sam")
    page.reload()
    expect(page.locator(".make__chosen li")).to_contain_text([IMPACT, "4.4 How will you ensure"])
    page.get_by_role("button", name="Copy the link").press("Enter")
    expect(page.locator(".make__said")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == address + ALONE
    page.get_by_role("button", name="Copy the email").press("Enter")
    expect(page.locator(".make__said")).to_contain_text("Email copied")
    held = page.evaluate(CLIPBOARD)
    for text in (f"\n{IMPACT}", link, "14 January 2027", "send your answers to Sam"):
        assert text in held["text/plain"]
    assert f'<a href="{link.replace("&", "&amp;")}">' in held["text/html"]
    assert {} == faults(page)
    page.get_by_label("Who is asking?").fill("long " * 500)
    page.get_by_label("Where to send").fill("words " * 500)
    page.get_by_label("Kinds of organisation").fill(
        ",".join(f"{at} {'kind' * 20}" for at in range(30))
    )
    expect(page.locator(".make__sum")).to_contain_text("some programs cut long links")


def test_somebody_answers_on_a_phone(
    visit: Callable[..., Page],
    address: str,
    without_page: Callable[..., Any],
    tmp_path: Path,
) -> None:
    """It survives a reload; its file is one of answers; nothing is sent; it can be removed."""
    sent: list[str] = []
    page = visit(address + ALONE, before=listening(sent), viewport=PHONE, **PERMITTED)
    expect(page.get_by_role("heading", name="Northshire asks you")).to_be_visible()
    expect(page.locator(".answering")).to_contain_text("Whoever gets your file can read it.")
    field(page).fill(WRITTEN)
    page.get_by_label("Council").check()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("link", name="Skip to content").press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.reload()
    expect(field(page)).to_have_value(WRITTEN)
    expect(page.get_by_label("Council")).to_be_checked()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").press("Enter")
    said = page.locator(".asks__said")
    expect(said).to_contain_text("Now send it to Sam by Thursday 14 January 2027")
    expect(said).to_be_in_viewport(ratio=1)
    saved.value.save_as(tmp_path / "mine.json")
    file = tmp_path / "mine.json"
    got = without_page(
        "assets/notebook-format.mjs",
        "(module, text) => module.read(text)",
        file.read_text("utf-8"),
    )
    assert (got["kind"], got["problems"], got["newer"]) == ("answers", [], False)
    assert got["value"]["voice"] == {"kind": "Council", "name": "Ada"}
    assert [(it["about"], it["text"]) for it in got["value"]["answers"]] == [("impact", WRITTEN)]
    page.get_by_role("button", name="Copy as text").press("Enter")
    expect(page.locator(".asks__said")).to_contain_text("copied")
    assert WRITTEN in page.evaluate("navigator.clipboard.readText()")
    assert {} == faults(page)
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate(WIDE)
    page.get_by_role("button", name="Remove from this device").press("Enter")
    expect(field(page)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Bring them back").press("Enter")
    expect(field(page)).to_have_value(WRITTEN)
    tab = page.context.new_page()
    tab.goto(address + ALONE)
    tab.get_by_role("textbox", name="4.4").fill("From the other tab")
    expect(page.get_by_role("textbox", name="4.4")).to_have_value("From the other tab")
    tab.get_by_role("textbox", name="4.4").fill("")
    page.get_by_role("link", name="Change this request").press("Enter")
    expect(page.get_by_role("heading", name="Ask each person")).to_be_focused()
    expect(page.get_by_role("checkbox", name="1.2")).to_be_checked()
    other = visit(f"{address}answer/", SHARES)
    with other.expect_file_chooser() as chooser:
        other.get_by_role("button", name="open a file of your answers").press("Enter")
    chooser.value.set_files(file)
    expect(field(other)).to_have_value(WRITTEN)
    expect(other.locator(".asks__said")).to_contain_text("mine.json is open: 1 answer.")
    other.get_by_role("button", name="Share the file").press("Enter")
    expect(other.locator(".asks__said")).to_contain_text("Shared. Now send it")
    name, text = other.evaluate("window.shared")
    assert name.endswith(".txt")
    assert json.loads(text)["id"] == got["value"]["id"]
    assert [] == [it for it in sent if "alone" in it or "Ada" in it or "Northshire" in it]


def test_a_request_prints_on_two_pages(visit: Callable[..., Page], address: str) -> None:
    """Who asks, by when, and each question with room to write, and what was typed."""
    page = visit(address + ALONE)
    field(page).fill("Fewer people alone")
    for form in ("A4", "Letter"):
        leaves = paper.read(page.pdf(format=form))
        assert len(leaves) == 2
        for words in ("Northshire", "14 January 2027", "Sam", "☐ Council", IMPACT, "Fewer people"):
            assert leaves[0].holds(words)
        assert leaves[1].holds("4.4 How will you ensure")
        assert min(len(leaf.rules) for leaf in leaves) >= 8
    many = ",".join(("impact", "power", "vision", "other-work", "stakeholders"))
    page = visit(f"{address}answer/#questions={many}")
    expect(field(page)).to_be_visible()
    leaves = paper.read(page.pdf(format="A4"))
    assert len(leaves) == 2
    assert not leaves[0].holds("Save the file")


def test_odd_links_are_told(visit: Callable[..., Page], address: str) -> None:
    """What is not known is said; words in a link stay words; the rest can be answered."""
    odd = (
        "questions=impact,never-was,__proto__&from=%3Cimg src=x onerror=alert(1)%3E&by=soon&names=x"
    )
    page = visit(f"{address}answer/#{odd}")
    expect(page.get_by_role("heading", name="<img src=x onerror=alert(1)>")).to_be_visible()
    told = page.locator(".answering__told")
    for words in (
        "“never-was”, which this toolkit does not have",
        "soon, is no date",
        "yes nor no",
    ):
        expect(told).to_contain_text(words)
    field(page).fill("Still")
    expect(field(page)).to_have_value("Still")
    assert page.locator(".answering img").count() == 0
    assert {} == faults(page)


@pytest.mark.parametrize(
    ("script", "said"),
    [(NO_STORAGE, "This browser keeps nothing"), (FULL, "There is no more room")],
)
def test_where_nothing_can_be_kept_it_is_said(
    visit: Callable[..., Page], address: str, script: str, said: str
) -> None:
    """The words stay on the page and go into the file; notes on answers are told of as well."""
    page = visit(address + ALONE, script)
    field(page).fill("Still here")
    expect(page.locator(".asks__kept")).to_contain_text(said)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    assert "Still here" in saved.value.path().read_text("utf-8")
    page = visit(f"{address}together/", script)
    choose(page, nine())
    open_all(page)
    page.get_by_label("What we noticed").first.fill("Noted")
    page.get_by_role("button", name="Put all the answers").click()
    page.get_by_role("button", name="No, leave them out").click()
    expect(page.locator(".together__said")).to_contain_text("The answers are left out.")
    expect(page.locator(".together__kept").first).to_contain_text(said)
    expect(page.get_by_label("What we noticed").first).to_have_value("Noted")


def test_nine_files_are_sealed_then_side_by_side(visit: Callable[..., Page], address: str) -> None:
    """No word before all are opened; no small kind is told; names only as given; then the notes."""
    sent: list[str] = []
    page = visit(f"{address}together/", before=listening(sent))
    choose(page, nine())
    expect(page.locator(".together__sealed li")).to_have_count(9)
    names = [f"File {at}{': Ada' if at == 7 else ''} Remove File {at}" for at in range(1, 10)]
    expect(page.locator(".together__sealed li")).to_contain_text(names)
    assert not re.search("secret|Charity", page.content())
    assert paper.words(page.pdf())[0].find("secret") == -1
    assert {} == faults(page)
    page.get_by_role("button", name="Remove File 9").press("Enter")
    expect(page.locator(".together__sealed li")).to_have_count(8)
    page.get_by_role("button", name="Bring it back").press("Enter")
    page.get_by_role("button", name="Open the answers").press("Enter")
    expect(page.locator("#together--ask")).to_have_text(
        "Is everybody here? Nine files: opening shows them to all who see this screen."
    )
    assert "secret" not in page.content()
    page.get_by_role("button", name="Not yet").press("Enter")
    open_all(page)
    assert groups(page, "1.2") == {
        "NHS": {f"secret impact {at}" for at in (0, 1, 2)},
        "All others": {f"secret impact {at}" for at in (3, 4, 5, 7, 8)},
        "With their names": {"Ada, Charity\nsecret impact 6"},
    }
    assert {} == faults(page)
    page.get_by_role("button", name="As one list").press("Enter")
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate(WIDE)
    page.get_by_label("What we noticed").first.fill("We agree")
    page.get_by_label("Where we differ").first.fill("On money")
    page.get_by_role("button", name="Add a promise").first.press("Enter")
    page.keyboard.type("Ring the clinic")
    expect(page.locator(".together__kept").first).to_contain_text("kept on this page only")
    assert page.evaluate(NOTEBOOK) == []
    page.get_by_role("button", name="Put all the answers").press("Enter")
    expect(page.get_by_text("Did you tell people that you would keep")).to_be_focused()
    assert page.evaluate(NOTEBOOK) == []
    page.get_by_role("button", name="Yes, put them in").press("Enter")
    expect(page.locator(".together__said")).to_contain_text("18 answers are in the notebook")
    kept = page.evaluate(NOTEBOOK)
    voices = {it["text"]: (it["voice"]["kind"], it["voice"]["name"]) for it in kept}
    assert voices["secret impact 0"] == ("NHS", None)
    assert voices["secret impact 3"] == voices["secret power 8"] == ("One of us", None)
    assert voices["secret impact 6"] == ("Charity", "Ada")
    noted = {(it["about"], it["asked"], it["text"]) for it in kept if not it["voice"]["kind"]}
    assert noted == {
        ("impact", "What we noticed", "We agree"),
        ("impact", "Where we differ", "On money"),
    }
    printed = "".join(paper.words(page.pdf()))
    for words in ("secret impact 8", "secret power 0", "We agree", "On money", "Ring the clinic"):
        assert paper.solid(words) in printed
    assert {} == faults(page)
    page.get_by_role("link", name="Go to the notebook").click()
    expect(page.get_by_label(re.compile("^What we noticed.*question 1.2"))).to_have_value(
        "We agree"
    )
    page.go_back()
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    assert [] == [it for it in sent if re.search("secret|Ada|agree|money|clinic|Northshire", it)]


def test_a_small_group_names_nobody(without_page: Callable[..., Any]) -> None:
    """Kinds with fewer than three join until what is left over is three or more, of two kinds."""

    def shown(*kinds: str | None) -> Mapping[str, int]:
        asked = [{"voice": {"kind": kind, "name": None}} for kind in kinds]
        call = (
            "(module, asked) => module.groupsOf(asked).map((it) => [it.title, it.answers.length])"
        )
        return dict(without_page("assets/together-guard.mjs", call, asked))

    assert shown("a", "a", "a", "b", "b", "b") == {"a": 3, "b": 3}
    assert shown("a", "a", "a", "b", "b") == {"": 5}
    assert shown("a", "a", "a", "a", "b", "b", "b", "c") == {"a": 4, "All others": 4}
    assert shown("a", "a", "a", "b", "b", "c") == {"a": 3, "All others": 3}
    assert shown("a", "a", "a", "b", None) == {"": 5}
    assert shown("a", "A ", "a", None, None, None) == {"a": 3, "Kind not said": 3}
    assert shown("a") == {"": 1}
    assert shown() == {}


def test_each_odd_file_is_told_and_the_others_go_on(
    visit: Callable[..., Page], address: str
) -> None:
    """Twice the same person, a notebook, a newer version, no words, no file of ours, markup."""
    page = visit(f"{address}together/#{ASKED}")
    later = answers(0, "NHS")
    later["buffer"] = later["buffer"].replace(b"secret impact 0", b"<img src=x> later")
    later["buffer"] = later["buffer"].replace(b"2026-11-20", b"2026-12-20")
    notebook = {"format": "partnering-notebook", "version": 1}
    odd: list[tuple[str, bytes]] = [
        ("book.json", json.dumps(notebook).encode()),
        ("empty.json", b""),
        ("word.docx", b"PK\x03\x04 and more"),
        ("cut.json", later["buffer"][:200]),
        ("deep.json", b"[" * 10_000),
        ("none.json", answers(5, "NHS", answers=[])["buffer"]),
        ("new.json", answers(7, "Council", version=9)["buffer"]),
    ]
    files: list[FilePayload] = [
        {"name": name, "mimeType": "application/json", "buffer": buffer} for name, buffer in odd
    ]
    choose(page, [answers(0, "NHS"), *files, later, answers(1, None)])
    expect(page.locator(".together__sealed li")).to_have_count(3)
    lines = page.locator(".together__lines li")
    expect(lines).to_have_text(
        [
            re.compile("^book.json is a notebook"),
            re.compile("^empty.json: This file is empty"),
            re.compile("^word.docx: This is a Word file"),
            re.compile("^cut.json: This file is not whole"),
            re.compile("^deep.json: "),
            re.compile("^none.json holds no answers"),
            re.compile("^new.json is here. It was made with a newer version"),
            re.compile("^0.json is from a person whose file is here already"),
        ]
    )
    assert "secret" not in page.content()
    page.get_by_role("button", name="Type in answers from paper").press("Enter")
    expect(page.get_by_label("Kind of partner")).to_be_focused()
    assert {} == faults(page)
    page.keyboard.type("Council")
    field(page).fill("Typed words")
    page.get_by_role("button", name="Add these answers").press("Enter")
    expect(page.locator(".together__sealed li").last).to_contain_text("From paper 1")
    assert "Typed words" not in page.content()
    open_all(page)
    expect(page.locator(".opened__question").first).to_contain_text("<img src=x> later")
    expect(page.locator(".opened__question").first).to_contain_text("Typed words")
    assert page.locator(".together img").count() == 0
    choose(page, [answers(8, "NHS")])
    page.get_by_role("button", name="Open the answers").press("Enter")
    expect(page.locator("#together--ask")).to_contain_text("One more file")
    assert "secret impact 8" not in page.content()
