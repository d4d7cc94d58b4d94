"""`Framework` → the pages that are generated, and their order in the navigation."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest

from generator.model.framework import Framework
from generator.model.sheet_kinds import FORM
from generator.permalinks.places import Permalinks
from generator.sheets.kinds import places, sheets
from generator.sheets.shelf import Download
from generator.web.navigation import (
    FOLDERS,
    generated_entries,
    unknown_folders,
    with_generated,
)
from generator.web.page import Page
from generator.web.pages import render
from generator.web.templates import environment
from tests.golden import planned, small, with_ways

FILES = {
    "one": {
        "print": {
            "a4": Download("worksheets/one/one-a4.pdf", 3, 40),
            "letter": Download("worksheets/one/one-letter.pdf", 1, 39),
        },
        "word": {
            "a4": Download("worksheets/one/one-a4.docx", 0, 41),
            "letter": Download("worksheets/one/one-letter.docx", 0, 42),
        },
    }
}
HOSTILE = "<script>x</script> {{ 7*7 }} {% y %} {#z} | # **a** \"b\" 'c' &amp; שלום " + "w" * 200
NOT_WORDS = {
    "id",
    "kind",
    "url",
    "language",
    "direction",
    "resources",
    "other_resources",
    "serves",
    "start",
    "sheet",
    "hand_out",
    "use",
}


def pages(framework: Framework) -> dict[str, Page]:
    """The generated pages by path."""
    links = Permalinks(framework, "https://a.example/", places(tuple(sheets(framework))))
    made = list(render(framework, links, FILES))
    assert len({page.path for page in made}) == len(made)
    return {page.path: page for page in made}


def hostile() -> Framework:
    """The small framework, its ways in and its plan with every word made hostile."""
    whole = with_ways().model_copy(update={"plans": planned().plans})
    return Framework.model_validate(
        {part: worded(records) for part, records in whole.model_dump().items()}
    )


def worded(value: Any) -> Any:
    """A part of a framework with every word made hostile."""
    if isinstance(value, dict):
        ids = value.keys() & {"minutes", "prompts"}  # of an agenda, of ways in
        named = NOT_WORDS | ({"questions"} if ids else set())
        return {k: v if k in named else worded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [worded(item) for item in value]
    return f"{value} {HOSTILE}" if isinstance(value, str) else value


def said(part: str) -> str:
    """The words of a part of a page, with one space between them."""
    return " ".join(re.sub("<[^>]+>", " ", part).split())


def body(page: Page) -> str:
    """The HTML of a page."""
    return page.content.strip()


def test_every_record_has_a_page_and_every_id_a_permanent_one() -> None:
    """The whole, each section, resource and id, the sheets, and each question to embed."""
    assert list(pages(small())) == [
        "framework/index.md",
        "framework/one.md",
        "framework/two.md",
        "resources/index.md",
        "resources/walk.md",
        "resources/read.md",
        "session/index.md",
        "session/print/index.html",
        "session/show/index.html",
        "notebook/index.md",
        "answer/index.md",
        "together/index.md",
        "worksheets/index.md",
        "go/framework/index.html",
        "go/one/index.html",
        "go/who/index.html",
        "go/why/index.html",
        "go/two/index.html",
        "go/next/index.html",
        "go/walk/index.html",
        "go/read/index.html",
        "go/walk-run/index.html",
        "go/read-run/index.html",
        "go/one-look-back/index.html",
        "go/two-look-back/index.html",
        "go/next-steps/index.html",
        "go/review/index.html",
        "go/own-answers/index.html",
        "go/side-by-side/index.html",
        "embed/who/index.html",
        "embed/why/index.html",
        "embed/next/index.html",
    ]


def test_a_page_names_the_record_that_it_shows() -> None:
    """The pencil of a page opens the data of one record, where it shows one."""
    records = {path: page.record for path, page in pages(small()).items() if page.record}
    assert records == {
        "framework/index.md": "framework",
        "framework/one.md": "one",
        "framework/two.md": "two",
        "resources/walk.md": "walk",
        "resources/read.md": "read",
    }


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("framework/index.md", "A small framework", "A summary."),
        ("framework/one.md", "1. What is first?", "What comes first."),
        ("resources/walk.md", "A walk", "Walk and talk."),
    ],
)
def test_a_page_has_the_title_and_summary_of_its_record(
    path: str, title: str, description: str
) -> None:
    """Tabs, search results and previews say what a page holds."""
    front = pages(small())[path].meta
    assert (front["title"], front["description"]) == (title, description)


class Words(HTMLParser):
    """The text of a page, and the elements and handlers that would run a script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.active: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.active += [tag] if tag == "script" else []
        self.active += [name for name, _ in attrs if name.startswith("on")]


MODULE = re.compile(r'<script type="module" src="[./a-z-]+assets/[a-z-]+\.mjs"></script>')
DATA = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)


def known_data(script: re.Match[str]) -> str:
    """Nothing in place of data for scripts, which holds the words as they are."""
    assert HOSTILE in json.dumps(json.loads(script[1]), ensure_ascii=False).replace('\\"', '"')
    return ""


def test_hostile_words_are_shown_as_they_are_written() -> None:
    """No word of the data becomes an element, an attribute or a template."""
    made = pages(hostile())
    own = "\n".join(environment().get_template(name).render() for name in ("releases.js", "go.js"))
    for path, page in made.items():
        without = MODULE.sub("", body(page).replace(f"<script>{own}</script>", ""))
        words = Words(DATA.sub(known_data, without))
        assert words.active == []
        assert HOSTILE in words.text or path == "together/index.md"  # which has words of data alone
    assert made["framework/one.md"].meta["title"] == f"1. What is first? {HOSTILE}"


@pytest.mark.parametrize("framework", [planned(), hostile()], ids=["plain", "hostile"])
def test_what_a_page_says_of_itself_is_plain_data(framework: Framework) -> None:
    """The theme escapes texts; HTML that is marked as safe it would let through."""

    def kinds(value: Any) -> set[type]:
        if isinstance(value, dict):
            return {type(value)}.union(*map(kinds, value.values()))
        if isinstance(value, list | tuple):
            return {type(value)}.union(*map(kinds, value))
        return {type(value)}

    every = [page.meta for page in pages(framework).values() if page.meta]
    assert every
    assert set().union(*map(kinds, every)) <= {dict, list, tuple, str, int, bool, type(None)}


@pytest.mark.parametrize("framework", [planned(), hostile()], ids=["plain", "hostile"])
def test_the_body_of_a_page_is_one_block_of_html(framework: Framework) -> None:
    """Markdown leaves the body as it is, so that any site builder shows the same."""
    for path, page in pages(framework).items():
        if path.endswith(".md"):
            extensions = ["admonition", "attr_list", "md_in_html", "tables", "toc"]
            assert markdown.markdown(body(page), extensions=extensions).strip() == body(page)


def test_what_is_left_out_of_the_data_leaves_no_trace_on_the_page() -> None:
    """A heading stands only where there is something below it."""
    made = pages(small())
    headings = {
        path: re.findall(r"<h[23] id=\"([a-z-]+)--", made[path].content)
        for path in ("resources/walk.md", "resources/read.md")
    }
    assert headings == {
        "resources/walk.md": [
            "steps", "afterwards", "ready", "purpose", "when", "when-not", "watch-outs", "tips",
            "access", "other-ways", "online", "small-group", "large-group", "prompts", "serves",
            "origin", "links",
        ],
        "resources/read.md": ["steps", "ready", "purpose", "when", "prompts", "origin"],
    }  # fmt: skip


def test_every_question_is_an_anchor_on_the_page_of_its_section() -> None:
    """A link to a question leads to its heading."""
    assert re.findall(r'<h2[^>]* id="([^"]+)"', pages(small())["framework/one.md"].content) == [
        "who",
        "why",
    ]


def test_ways_in_are_folded_below_their_question_and_marked_as_ours() -> None:
    """The question comes first, then the help and the menu to copy; the fold says whose it is."""
    page = pages(with_ways())["framework/one.md"].content
    first = page.split('<div class="ask">')[1].split('<div class="ask">')[0]
    shown, folded = first.split("<details", 1)
    folded, after = folded.split("</details>")
    assert said(shown) == "1.1 Who is here?"
    assert said(after) == "Link to question 1.1 Show on screen question 1.1"
    assert said(f"<details{folded}") == (
        "Help with this question 1.1 "
        "You could ask And who? What then? Listen for A silence. "
        "Who may find it hardest The last one. To make it safer Write first. "
        "Resource A walk Related questions 1.2 Why are we here? "
        "Not the framework's words, but this toolkit's suggestions: © Its helpers, CC BY 4.0."
    )
    assert folded.startswith(' class="ways" data-search-exclude>')
    assert "<details open" not in page
    assert "You could ask" not in pages(small())["framework/one.md"].content


@pytest.mark.parametrize(
    ("here", "near"), [(1, range(1, 8)), (9, range(6, 13)), (30, range(24, 31))]
)
def test_of_many_sections_a_page_names_those_near_it(here: int, near: range) -> None:
    whole = small()
    first = whole.sections[0]
    sections = [
        first.model_copy(
            update={
                "id": f"s{number}",
                "questions": tuple(
                    question.model_copy(update={"id": f"{question.id}-{number}"})
                    for question in first.questions
                ),
            }
        )
        for number in range(1, 31)
    ]
    many = whole.model_copy(
        update={
            "sections": tuple(sections),
            "resources": tuple(
                resource.model_copy(update={"serves": ()}) for resource in whole.resources
            ),
        }
    )

    page = pages(many)[f"framework/s{here}.md"].content
    path = page.split('<ol class="path"')[1].split("</ol>")[0]

    links = re.findall('href="([^"]*)"( aria-current="page")?', path)
    steps = [(f"../s{number}/" if number != here else "./") for number in near]
    assert [link for link, _ in links] == [*steps, "../"]
    assert [link for link, current in links if current] == ["./"]
    assert path.startswith(f' start="{near[0]}">' if near[0] > 1 else ">")
    assert "All 30 sections" in path


def test_a_question_to_embed_holds_all_that_it_needs() -> None:
    """Number, section, words, rights and the permanent address, which opens beside the page."""
    page = pages(small())["embed/who/index.html"].content
    words = Words(page)
    for part in ("1.1", "Who is here?", "What is first?", "Words © its makers.", "new tab"):
        assert part in words.text
    assert words.active == []
    assert '<a href="../../go/who/" target="_blank" rel="noopener">' in page
    assert '<link rel="canonical" href="https://a.example/framework/one/#who">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_only_the_page_of_the_whole_names_its_other_forms() -> None:
    """Programs that read the framework's page are led to the framework as data."""
    named = {
        path: [form["path"] for form in page.meta["data"]]
        for path, page in pages(small()).items()
        if path.endswith(".md") and "data" in page.meta
    }
    assert named == {"framework/index.md": ["framework.json", "framework.csv"]}


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("framework", "../../framework/"),
        ("one", "../../framework/one/"),
        ("who", "../../framework/one/#who"),
        ("walk", "../../resources/walk/"),
    ],
)
def test_a_permanent_page_leads_on(name: str, target: str) -> None:
    """A permanent page sends on by itself, has a link to follow, and names where it leads."""
    page = pages(small())[f"go/{name}/index.html"].content
    assert f'<meta http-equiv="refresh" content="0; url={target}">' in page
    assert f'<a id="now" href="{target}">' in page
    assert f'<link rel="canonical" href="https://a.example/{target[6:]}">' in page


def test_two_runs_make_the_same_pages() -> None:
    """Nothing on a page depends on when or where it is made."""
    first, second = (
        {path: page.content for path, page in pages(small()).items()} for _ in range(2)
    )
    assert first == second


def test_the_navigation_holds_every_page_by_folder() -> None:
    """Sections stand by number and label, resources by title, after the page of them all."""
    assert generated_entries(small()) == {
        "framework": [
            {"At a glance": "framework/index.md"},
            {"1. First": "framework/one.md"},
            {"2. Next": "framework/two.md"},
        ],
        "resources": [
            {"All resources": "resources/index.md"},
            {"A walk": "resources/walk.md"},
            {"A book": "resources/read.md"},
        ],
        "plan": [],
        "worksheets": [{"All worksheets": "worksheets/index.md"}],
        "notebook": [
            {"Your notebook": "notebook/index.md"},
            {"Ask before you meet": "answer/index.md"},
            {"Open answers together": "together/index.md"},
        ],
        "glossary": [],
    }


@pytest.mark.parametrize(
    ("nav", "filled"),
    [
        (None, None),
        ([], []),
        (["index.md", {"A": "a.md"}], ["index.md", {"A": "a.md"}]),
        ([{"A": "a/*"}], [{"A": [{"B": "a/b.md"}]}]),
        (
            [{"A": [{"C": "c.md"}, {"D": "a/*"}]}],
            [{"A": [{"C": "c.md"}, {"D": [{"B": "a/b.md"}]}]}],
        ),
        ([{"A": "https://a.example/"}], [{"A": "https://a.example/"}]),
    ],
)
def test_the_navigation_is_filled_in_where_it_asks_for_it(nav: Any, filled: Any) -> None:
    """An entry 'folder/*' stands for the generated pages; all else stays."""
    assert with_generated(nav, {"a": [{"B": "a/b.md"}]}) == filled


def test_an_entry_of_which_there_are_no_pages_is_left_out() -> None:
    """A framework without session plans has no menu of them."""
    nav = ["index.md", {"Plans": "plan/*"}, {"A": "a.md"}]
    assert with_generated(nav, {"plan": []}) == ["index.md", {"A": "a.md"}]


def test_a_folder_without_generated_pages_is_named() -> None:
    """A misspelt entry is found, however deep it stands."""
    nav = ["index.md", "glosary/*", {"A": [{"B": "framwork/*"}, "plan/*"]}]
    assert [*unknown_folders(nav)] == ["glosary/*", "framwork/*"]
    assert set(generated_entries(small())) == set(FOLDERS)


def test_pages_stand_where_the_entry_stands() -> None:
    """Without a title they are among their neighbours; a section of nothing else goes."""
    generated = {"a": [{"B": "a/b.md"}, {"C": "a/c.md"}], "plan": [], "g": "g.md"}
    nav = ["index.md", "a/*", "g/*", "plan/*", {"Deep": [{"Deeper": ["plan/*"]}]}, "b/*"]
    assert with_generated(nav, generated) == [
        "index.md",
        {"B": "a/b.md"},
        {"C": "a/c.md"},
        "g.md",
        "b/*",
    ]


def test_a_section_leads_to_each_of_its_sheets_once() -> None:
    """One link each, to the page that prints it and has its files."""
    page = pages(small())["framework/one.md"].content
    aside = page.split('<aside class="use"')[1].split("</aside>")[0]
    led = re.findall(r'href="\.\./\.\./worksheets/([a-z-]+)/"', aside)
    assert ["one", "one-look-back"] == led


def test_the_page_of_worksheets_names_each_sheet_once_and_tells_a_script_its_files() -> None:
    """A row leads to the sheet as a page; with a script, to the file in the form that is chosen."""
    page = pages(small())["worksheets/index.md"].content
    rows = re.findall(r'<li><a href="([^"]+)"(?: data-sheet="one" data-files=\'(.*?)\')?>', page)
    assert [name for name, _ in rows] == [
        *("framework/", "one/", "two/", "walk/", "read/", "one-look-back/", "two-look-back/"),
        *("next-steps/", "review/", "own-answers/", "side-by-side/", "walk-run/", "read-run/"),
    ]
    assert json.loads(dict(rows)["one/"]) == {"print": [3, 1], "word": [0, 0]}


def test_a_large_file_says_how_large_it_is() -> None:
    """Who pays for data is told before; other sizes would only be in the way."""
    said = environment().get_template("parts.html").module.said
    large, small_ = (said(FORM["print"], Download("one.pdf", 3, size)) for size in (501, 500))
    assert (large.strip(), small_.strip()) == (
        "PDF, 3&nbsp;pages, 501&nbsp;kB",
        "PDF, 3&nbsp;pages",
    )


def test_the_page_of_all_sheets_leads_to_ways_to_play_the_cards() -> None:
    """Where somebody has written that page, and the deck has its files."""
    links = Permalinks(small(), "", places(tuple(sheets(small()))))
    deck = {
        form: {paper: Download(f"{form}-{paper}.pdf", 2, 9) for paper in ("a4", "letter")}
        for form in ("print", "large", "press")
    }
    for by_hand, led in (((), False), (("use/cards.md",), True)):
        made = render(small(), links, {"cards": deck}, by_hand)
        (page,) = (page for page in made if page.path == "worksheets/index.md")
        assert ('href="../use/cards/"' in page.content) == led
        assert "Tell the print shop" in page.content
        assert page.content.count("press-a4.pdf") == 1
        assert "press-letter.pdf" not in page.content
