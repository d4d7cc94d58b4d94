"""Ids that pages use themselves are kept from records and from headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.framework import Framework
from generator.permalinks.places import EVERY_PAGE, RESERVED
from tests.robust.builds import CHECK, built
from tests.site import frameworks
from tests.site.markup import Page, Site

ID = re.compile(r'\sid="([^"]+)"')


def ids(page: Page) -> set[str]:
    """The ids on a page, apart from those with two hyphens, which no record has."""
    return {name for name in ID.findall(page.file.read_text()) if "--" not in name}


def test_every_id_of_a_page_is_of_the_data_or_reserved(toolkit: Site, framework: Framework) -> None:
    """On pages made from the data, and around those that are written by hand."""
    own = {numbered.question.id for numbered in framework.questions}
    own |= {term.id for term in framework.terms}
    made = ("framework", "resources", "plan", "worksheets", "go", "embed", "use/glossary")
    pages = [page for path in made for page in toolkit.below(f"{path}/")]
    assert len(pages) > 100
    assert set().union(*map(ids, pages)) - own - RESERVED - EVERY_PAGE == set()
    plain = toolkit["about/privacy/"].file.read_text()
    around = re.sub(r"(?s)(<article[^>]*>).*?</article>", r"\1", plain)
    assert set(ID.findall(around)) <= EVERY_PAGE
    assert {"content", "__search"} <= set(ID.findall(around))


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("# A page\n\nWords.\n\n## Content\n", "5:1"),
        ("# A page\n\nContent\n-------\n\nWords.\n", "3:1"),
        ("# A page\n\n## More {#__search}\n\nWords.\n", "3:1"),
        ('# A page\n\n<div id="content">Words.</div>\n', "3:10"),
    ],
)
def test_a_heading_with_an_id_of_every_page_is_refused(
    project: Callable[..., Path], page: str, place: str
) -> None:
    """It would be no place to link to: with the line, by the check as by the build."""
    files = frameworks.files(frameworks.records(str, ("roots",)))
    folder = project(files, docs={"use/page.md": page})
    code, said = built(folder, CHECK)
    assert code == 1
    assert f"docs/use/page.md:{place}: the id '" in said
    assert "that every page has already" in said


@pytest.mark.parametrize("path", ["framework/roots.md", "go/roots-1.md", "_headers", "use/nul.md"])
def test_a_file_with_a_name_that_is_taken_is_refused(
    project: Callable[..., Path], path: str
) -> None:
    """By the check as by the build, with its path."""
    files = frameworks.files(frameworks.records(str, ("roots",)))
    folder = project(files, docs={path: "# A page\n"})
    code, said = built(folder, CHECK)
    assert code == 1
    assert f"docs/{path}:1:1: " in said
    assert "Traceback" not in said
