"""Each question, section and resource is copied in the form in which a document needs it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from generator.drawing.qr import qr_picture
from generator.model.framework import Framework
from tests.browser.copying import (
    ALL_LINKS,
    BIBTEX,
    CLIPBOARD,
    FILES,
    HTML,
    LOOKS,
    MARKDOWN,
    PARSED,
    PERMITTED,
    PLACES,
    PUBLISHED,
    PURPOSE,
    QUOTE,
    REFERENCE,
    RIS,
    VISION,
    WORDING,
    choose,
    copied,
    menu,
    panel,
    press,
)
from tests.browser.test_room import STICKING_OUT

REFUSED = {
    "rejected": """for (const way of ["write", "writeText"])
      navigator.clipboard[way] = () => Promise.reject(new Error("refused"))""",
    "missing": "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
}
NOT_RICH = {
    "rejected": "navigator.clipboard.write = () => Promise.reject(new Error('refused'))",
    "unknown": "delete window.ClipboardItem",
}
NO_STORAGE = (
    """Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } })"""
)
PICTURE = """async () => {
  const [item] = await navigator.clipboard.read();
  return [...new Uint8Array(await (await item.getType("image/png")).arrayBuffer())];
}"""
TITLE = "What is the purpose of the partnership's work?"
READ = "Read at {{}}go/{}/ on {{}}."
NOW = datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC)


def on_the_day(page: Page) -> None:
    page.clock.set_fixed_time(NOW)


@pytest.mark.parametrize("use", [Locator.click, press, Locator.tap], ids=["mouse", "key", "touch"])
def test_the_address_is_copied(
    visit: Callable[..., Page], address: str, use: Callable[[Locator], None]
) -> None:
    """The clipboard holds the whole permanent address as visited, and a status says so."""
    page = visit(address, has_touch=True, **PERMITTED)
    for path, name, permanent in PLACES:
        page.goto(address + path)
        choose(page, name, "Link only", use)
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
        assert {"text/plain": address + permanent} == page.evaluate(CLIPBOARD), name


def test_the_wording_is_copied_as_rich_text_and_as_plain_text(
    visit: Callable[..., Page], address: str
) -> None:
    """Word for word, then credit and link: two paragraphs without looks, and two lines."""
    held = copied(page := visit(address + PURPOSE, **PERMITTED), VISION, QUOTE)
    expect(page.get_by_text("Words copied, with credit and link")).to_be_visible()
    there = address + "go/vision/"
    credit = f"Question 1.5, in {PUBLISHED} {there}"
    assert held["text/plain"] == f"{WORDING}\n{credit}"
    assert page.evaluate(PARSED, held["text/html"]) == [
        ["p", WORDING, "", "", []],
        ["p", credit, "", "", [there]],
    ]
    assert [] == page.evaluate(LOOKS, held["text/html"])
    assert "<i>A reflective learning framework for partnering</i>" in held["text/html"]


def test_rich_text_is_what_a_document_receives(visit: Callable[..., Page], address: str) -> None:
    """Pasted by keyboard where rich text can be written, the link is a link."""
    page = visit(address + PURPOSE, **PERMITTED)
    copied(page, VISION, QUOTE)
    page.evaluate("""() => {
      document.body.innerHTML = "<div contenteditable></div><textarea></textarea>";
      document.querySelector("div").focus();
    }""")
    page.keyboard.press("Control+V")
    there = address + "go/vision/"
    expect(page.locator(f"[contenteditable] a[href='{there}']")).to_have_text(there)
    expect(page.locator("[contenteditable] i")).to_have_text(PUBLISHED.split("), ")[1][:-1])
    page.locator("textarea").press("Control+V")
    expect(page.locator("textarea")).to_have_value(re.compile(re.escape(WORDING) + "\n.*vision/$"))


@pytest.mark.parametrize(
    ("path", "name", "citation"),
    [
        (PURPOSE, VISION, f'"{WORDING}" (question 1.5), in {PUBLISHED} {READ.format("vision")}'),
        (
            PURPOSE,
            "this section",
            f'"{TITLE}" (section 1), in {PUBLISHED} {READ.format("purpose")}',
        ),
        (
            "framework/",
            "the framework",
            f"{PUBLISHED} https://www.kingsfund.org.uk/insight-and-analysis/long-reads/"
            "learning-framework-for-partnering",
        ),
        (
            "resources/bridges-transitions/",
            "this resource",
            "Bridges transitions model, a resource in Partnering framework toolkit, © The "
            "contributors to this toolkit, CC BY 4.0. Based on the transition model by William "
            "Bridges, described here in other words. The work itself © William Bridges Associates: "
            "all rights reserved. " + READ.format("bridges-transitions"),
        ),
    ],
)
def test_a_citation_names_who_made_the_work_and_where_and_when_it_was_read(
    visit: Callable[..., Page], address: str, path: str, name: str, citation: str
) -> None:
    """The framework's own publishers and address; a resource's owner, and not the framework's."""
    page = visit(address + path, before=on_the_day, **PERMITTED)
    held = copied(page, name, REFERENCE)
    said = citation.format(address, "5 March 2026")
    assert said == held["text/plain"]
    [[element, words, _, _, [link]]] = page.evaluate(PARSED, held["text/html"])
    assert ("p", said) == (element, words)
    assert link in said


@pytest.mark.parametrize(
    ("path", "called", "shown_at"),
    [
        (PURPOSE, "question 1.2", "use/linking/#how-to-credit"),
        ("framework/", "the framework", "use/linking/#how-to-credit"),
        ("resources/stakeholder-analysis/", "this resource", "use/linking/#how-to-credit"),
        ("framework/sharing/", "question 4.4", "about/rights/#may-we-quote-a-question"),
    ],
)
def test_the_page_on_credit_shows_what_is_copied(
    visit: Callable[..., Page], address: str, path: str, called: str, shown_at: str
) -> None:
    """Who follows the page and who presses the button cite alike."""
    page = visit(address + path, before=on_the_day, **PERMITTED)
    citation = copied(page, called, REFERENCE)["text/plain"]
    page.goto(address + shown_at)
    shown = page.locator(":target ~ blockquote").all_inner_texts()
    blank = citation.replace(address, "[address of this site]/").replace("5 March 2026", "[date]")
    assert blank in shown


def test_the_links_to_all_questions_of_a_section_are_copied_as_a_list(
    visit: Callable[..., Page], address: str, framework: Framework
) -> None:
    """Rich: a list of links; plain: a line each; then the credit."""
    page = visit(address + PURPOSE, **PERMITTED)
    held = copied(page, "this section", ALL_LINKS)
    asked = [item for item in framework.questions if item.section.id == "purpose"]
    there = [f"{address}go/{item.question.id}/" for item in asked]
    said = [f"{item.number} {item.question.text}" for item in asked]
    *lines, gap, credit = held["text/plain"].split("\n")
    assert [f"{words} — {link}" for words, link in zip(said, there, strict=True)] == lines
    assert gap == ""
    assert f"Section 1, in {PUBLISHED} {address}go/purpose/" == credit
    listed, credited = page.evaluate(PARSED, held["text/html"])
    assert ["ul", "".join(said), "", "", there] == listed
    assert ["p", credit, "", "", [address + "go/purpose/"]] == credited
    assert "</a></li><li><a " in held["text/html"]


def test_markdown_and_html_are_copied_as_text(visit: Callable[..., Page], address: str) -> None:
    """For who writes in them: a quotation, credit and link."""
    page = visit(address + PURPOSE, **PERMITTED)
    there = address + "go/vision/"
    title = "A reflective learning framework for partnering"
    by = PUBLISHED.removesuffix(f"{title}.")
    assert {"text/plain": f"> {WORDING}\n\nQuestion 1.5, in {by}*{title}*. <{there}>\n"} == copied(
        page, VISION, MARKDOWN
    )
    assert {
        "text/plain": f"<blockquote><p>{WORDING}</p></blockquote>\n"
        f"<p>Question 1.5, in {by}<i>{title}</i>. "
        f'<a href="{there}">{there}</a></p>\n'
    } == copied(page, VISION, HTML)


def test_references_are_copied_for_programs_that_keep_them(
    visit: Callable[..., Page], address: str
) -> None:
    """Each author by itself, the year, the address and the day."""
    page = visit(address + PURPOSE, before=on_the_day, **PERMITTED)
    assert copied(page, VISION, BIBTEX)["text/plain"] == (
        "@misc{vision,\n"
        "  author = {{The King's Fund} and {The National Lottery Community Fund}},\n"
        "  title = {{A reflective learning framework for partnering}},\n"
        "  year = {2022},\n"
        f"  note = {{Question 1.5: {WORDING}}},\n"
        f"  url = {{{address}go/vision/}},\n"
        "  urldate = {2026-03-05},\n"
        "}\n"
    )
    assert copied(page, VISION, RIS)["text/plain"].splitlines() == [
        "TY  - ELEC",
        "AU  - The King's Fund",
        "AU  - The National Lottery Community Fund",
        "TI  - A reflective learning framework for partnering",
        "PY  - 2022",
        f"N1  - Question 1.5: {WORDING}",
        f"UR  - {address}go/vision/",
        "Y2  - 2026/03/05",
        "ER  - ",
    ]


def test_a_resource_is_credited_to_its_owner_in_every_form(
    visit: Callable[..., Page], address: str
) -> None:
    """Owner, licence and the line that the owner asks for; the framework's publishers nowhere."""
    page = visit(address + "resources/nine-whys/", **PERMITTED)
    for choice in [QUOTE, REFERENCE, MARKDOWN, HTML, BIBTEX, RIS]:
        for text in copied(page, "this resource", choice).values():
            assert "Henri Lipmanowicz and Keith McCandless" in text
            assert "Liberating Structures Fieldbook (2026)" in text
            assert "CC BY-SA 4.0" in text
            assert "King's Fund" not in text


def test_the_qr_code_is_copied_as_a_picture_and_kept_as_a_file(
    visit: Callable[..., Page], address: str
) -> None:
    """The picture leads a telephone to the permanent address; the files have names of their own."""
    there = address + "go/vision/"
    page = visit(address + PURPOSE, **PERMITTED)
    page.route(
        f"{there}qr.png",
        lambda route: route.fulfill(body=qr_picture(there), content_type="image/png"),
    )
    choose(page, VISION, "QR code, as a picture")
    expect(page.get_by_text("QR code copied")).to_be_visible()
    image = Image.open(BytesIO(bytes(page.evaluate(PICTURE))))
    assert [there] == [code.text for code in zxingcpp.read_barcodes(image)]
    menu(page, VISION).click()
    panel(page).get_by_text("More", exact=True).click()
    for name, kind in zip(FILES, ["svg", "png"], strict=True):
        link = panel(page).get_by_role("link", name=name)
        expect(link).to_have_attribute("href", f"{there}qr.{kind}")
        expect(link).to_have_attribute("download", f"vision-qr.{kind}")


def test_a_qr_code_that_cannot_be_copied_can_still_be_kept(
    visit: Callable[..., Page], address: str
) -> None:
    """A status says so, and the files stay in reach."""
    faults: list[str] = []
    page = visit(
        address + PURPOSE,
        REFUSED["rejected"],
        before=lambda page: page.on("pageerror", lambda error: faults.append(str(error))),
    )
    choose(page, VISION, "QR code, as a picture")
    expect(page.get_by_role("status").filter(has_text="Take the file instead")).to_be_visible()
    expect(panel(page).get_by_role("link", name=FILES[1])).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [] == faults


def test_a_session_plan_is_cited_as_a_work_of_the_toolkit(
    visit: Callable[..., Page], address: str
) -> None:
    """With its licence; the plan itself is too long to copy as a wording."""
    page = visit(address + "plan/half-day/", **PERMITTED)
    said = copied(page, "this plan", REFERENCE)["text/plain"]
    work = "A half-day, a session plan in Partnering framework toolkit, © The contributors"
    assert said.startswith(f"{work} to this toolkit, CC BY 4.0. Read at {address}go/half-day/ on ")
    menu(page, "this plan").click()
    expect(panel(page).get_by_role("button", name=QUOTE)).to_have_count(0)


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_where_copying_is_refused_the_text_is_offered(
    visit: Callable[..., Page], address: str, script: str
) -> None:
    """A labelled field holds it, in focus and selected, to be copied by hand; Escape closes it."""
    page = visit(address + PURPOSE, script)
    for choice in ("Link only", "Link only", QUOTE, ALL_LINKS, BIBTEX, BIBTEX):
        choose(page, "this section", choice)
        field = page.get_by_role("textbox", name="Text to copy")
        expect(field).to_be_focused()
        expect(field).not_to_be_editable()
        expect(field).to_be_in_viewport()
        chosen = field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
        assert address + "go/purpose/" in chosen
        assert chosen == field.input_value()
        expect(page.get_by_role("status").filter(has_text="by hand")).to_have_count(1)
        expect(page.get_by_text("copied")).to_have_count(0)
        assert [] == page.evaluate(STICKING_OUT)
        page.keyboard.press("Escape")
        expect(field).to_have_count(0)
        expect(page.get_by_text("by hand")).to_have_count(0)
        expect(menu(page, "this section")).to_be_focused()


@pytest.mark.parametrize("script", NOT_RICH.values(), ids=NOT_RICH)
def test_where_rich_text_is_refused_plain_text_is_copied(
    visit: Callable[..., Page], address: str, script: str
) -> None:
    """Credit and link are in it too."""
    page = visit(address + PURPOSE, script, **PERMITTED)
    choose(page, VISION, QUOTE)
    expect(page.get_by_role("status").filter(has_text="Words copied")).to_be_visible()
    held = page.evaluate("navigator.clipboard.readText()")
    assert [WORDING, f"Question 1.5, in {PUBLISHED} {address}go/vision/"] == held.splitlines()


def test_where_storage_is_refused_copying_works(visit: Callable[..., Page], address: str) -> None:
    """It keeps nothing anyway."""
    page = visit(address + PURPOSE, NO_STORAGE, **PERMITTED)
    assert f"{address}go/vision/" == copied(page, VISION, "Link only")["text/plain"]
