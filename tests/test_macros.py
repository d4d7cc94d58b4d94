"""Macros in hand-written pages: the framework's words, and what is said of a mistake."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import mkdocs
from tests.golden import SMALL

Build = Callable[[dict[str, str]], list[str]]

FRONT = "---\nrender_macros: true\n---\n\n"

QUOTING = """\
# Home

Question: {{ question("who") }}

{{ card("why") }}

Questions: {{ questions("one") }}

Resource: {{ resource("walk") }}

{{ embed("who") }}

Words: {{ words("introduction") }}

Counts: {{ count("sections") }}, {{ count("questions") }}, {{ count("resources") }}.

- {{ link("who") }}
- {{ link("two") }}
- {{ link("walk") }}
- {{ link("framework") }}
- {{ link("why", "the *second* question") }}
- {{ sheet("one") }}
- {{ sheet("walk", large=true) }}
- {{ sheet("framework", "a [sheet]") }}
"""


@pytest.fixture
def built(project: Callable[..., Path], tmp_path: Path) -> Build:
    """Builds the small framework with pages of `docs/`; returns what is said of them."""

    def build(docs: dict[str, str]) -> list[str]:
        done = mkdocs(project(SMALL, docs), tmp_path / "site")
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        problems = re.findall(r"(?:docs/\S+:\d+:\d+:|ERROR   -) .*", said)
        assert bool(done.returncode) == bool(problems), said
        return problems

    return build


def test_a_page_quotes_the_framework(built: Build, tmp_path: Path) -> None:
    """Words, numbers and links come from the data."""
    assert built({"index.md": FRONT + QUOTING}) == []
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    for part in (
        '<a href="framework/one/#who"><span class="question__number">1.1</span> '
        "<span>Who is here?</span></a>",
        '<p class="pick__words"><a href="framework/one/#why"><span data-words>Why are we here?',
        '<a href="framework/one/#why"><span class="outline__number">1.2</span> ',
        '<a href="resources/walk/">A walk</a></h3>',
        '<iframe class="framed" src="embed/who/" title="Question 1.1: Who is here?"',
        "&lt;iframe src=&#34;https://partners.example/toolkit/embed/who/&#34;",
        "<p>An introduction.</p>",
        "Counts: 2, 3, 2.",
        '<li><a href="framework/one/#who">1&#46;1 Who is here&#63;</a></li>',
        '<li><a href="framework/two/">2 What is next&#63;</a></li>',
        '<li><a href="resources/walk/">A walk</a></li>',
        '<li><a href="framework/">A small framework</a></li>',
        '<li><a href="framework/one/#why">the &#42;second&#42; question</a></li>',
        '<li><a href="worksheets/one/">the sheet for 1 What is first&#63;&#44; clear print</a>',
        '<li><a href="worksheets/walk/large/">the sheet for A walk&#44; large print</a></li>',
        '<li><a href="worksheets/framework/">a &#91;sheet&#93;</a></li>',
    ):
        assert part in page


def test_the_sections_and_the_rights_are_shown_as_blocks(built: Build, tmp_path: Path) -> None:
    """The tiles lead to each section; each record has its source, owner and licence."""
    assert built({"index.md": f"{FRONT}# Home\n\n{{{{ path() }}}}\n\n{{{{ rights() }}}}\n"}) == []
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    tile = r'class="tile" href="([^"]+)"'
    assert re.findall(tile, page) == ["framework/one/", "framework/two/"]
    records = re.findall(r'(?s)<section class="record">(.*?)</section>', page)
    texts = [html.unescape(re.sub("<[^>]+>", " ", record)) for record in records]
    facts = [" ".join(text.split()) for text in texts]
    assert facts == [
        "This toolkit's own words Where it comes from Written for this toolkit: summaries, steps, "
        "words to say, advice and sheets. Who owns what Our words © Its helpers: CC BY 4.0, free "
        "to copy and change with credit. Guidance © its helpers.",
        "The framework's questions and its other text Where it comes from Its makers, 2020 "
        "Who owns what The framework's words © Its makers: no licence stated, ask before you "
        "publish. Words © its makers.",
        "A walk Where it comes from An old habit. Who owns what This card © Its walkers: "
        "CC BY-SA 4.0, free to copy and change with credit, under the same licence. Card © its "
        "walkers. Based on walking by Nobody, described here in other words. The work itself: "
        "Public domain .",
        "A book Where it comes from A library. Who owns what Our words © Its helpers: CC BY 4.0, "
        "free to copy and change with credit. Guidance © its helpers. Based on the book by Its "
        "writer, described here in other words. The work itself: all rights reserved.",
    ]


def test_a_page_that_refuses_macros_stays_as_it_is(built: Build, tmp_path: Path) -> None:
    """Braces in such a page are words."""
    refuses = "---\nrender_macros: false\n---\n\n"
    assert built({"index.md": refuses + "# Home\n\n{{ question('whoo') }} {% if %} {#id}\n"}) == []
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "<p>{{ question('whoo') }} {% if %} {#id}</p>" in page


def test_a_page_that_forgot_to_ask_for_macros_is_told(built: Build) -> None:
    """It would be published with its braces."""
    assert built({"index.md": "---\ntitle: x\n---\n# Home\n\nAh {{ question('who') }}\n"}) == [
        "ERROR   -  1 problem in hand-written pages",
        "docs/index.md:6:4: the page holds '{{' but does not ask for macros; "
        "add 'render_macros: true' to its front matter (false, where braces are meant)",
    ]


def test_every_unknown_name_in_every_page_is_told_in_one_run(
    built: Build,
) -> None:
    """Each mistake is told by page and line, at its quoted name, with its nearest match."""
    pages = {
        "index.md": f"""{FRONT}# Home

The whoo is {{{{ question('whoo') }}}}

A {{{{ link("onee") }}}} and a {{{{ link('zzz') }}}}, {{{{ link("who") }}}}.
""",
        "more.md": """\
---
title: More
render_macros: true
---
# More

{{ sheet("who") }} {{ count('people') }}
{{ words("credits") }} {{ resource('one') }}

{% for name in ["a1", "a2"] %}
{{ questions(name) }}
{% endfor %}
""",
    }
    assert built(pages) == [
        "ERROR   -  9 problems in hand-written pages",
        "docs/index.md:7:26: there is no question 'whoo'; did you mean 'who'?",
        "docs/index.md:9:12: there is no section, question, resource, framework or session plan "
        "'onee'; did you mean 'one'?",
        "docs/index.md:9:37: there is no section, question, resource, framework or session plan "
        "'zzz'; choose one of: framework, next, one, read, two, walk, who, why",
        "docs/more.md:7:11: there is no framework, section, resource, run sheet, ways-in "
        "sheet, session run sheet, session handout, look-back sheet, blank sheet or session pack "
        "'who'; did you mean 'two'?",
        "docs/more.md:7:30: 'people' is not counted; choose one of: questions, resources, sections",
        "docs/more.md:8:11: the framework has no words 'credits'; did you mean 'credit'?",
        "docs/more.md:8:37: there is no resource 'one'; choose one of: read, walk",
        "docs/more.md:11:1: there is no section 'a1'; choose one of: one, two",
        "docs/more.md:11:1: there is no section 'a2'; choose one of: one, two",
    ]


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("{{ questoin('who') }}", "'questoin' is undefined"),
        ("{{ question(who) }}", "'who' is undefined"),
        ("{{ question('who' }}", "unexpected '}', expected ')'"),
        ("{% if %}", "Expected an expression, got 'end of statement block'"),
    ],
)
def test_a_page_that_cannot_be_rendered_is_told_in_one_line(
    built: Build, call: str, wrong: str
) -> None:
    """A misspelt macro or a slip in a call is told by page, line and column; nothing is built."""
    assert built({"index.md": f"{FRONT}# Home\n\nSome words.\n\nThen {call}\n"}) == [
        "ERROR   -  1 problem in hand-written pages",
        f"docs/index.md:9:6: {wrong}; see CONTRIBUTING for the macros and how each is called",
    ]
