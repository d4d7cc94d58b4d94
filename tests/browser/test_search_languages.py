"""The search finds words in the language of whatever is written, with no setting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.conftest import Once, build, lay_out
from tests.golden import SMALL

WRITTEN = {
    "Wir sprechen von Partnerschaften.": ("Partnerschaft", "PARTNERSCHAFTEN?", "partnershaften"),
    "Nous continuerons avec l'église.": ("continuer", "« église »", "l’eglise"),
    "私たちは東京に住んでいます。": ("東京",),
    "Ми говоримо про книжки.": ("книжки", "книжка"),
    "نتعلم معاً في الشَّراكة": ("الشراكة",),
    "Rydyn ni’n gweithio â’r tŷ.": ("gweithio", "tŷ", "ty"),
}
"""What a page says, and what people type."""


@pytest.fixture(scope="module")
def site(once: Once, serve: Callable[[Path], str]) -> str:
    """A site with a page for each."""
    return serve(once("languages", build_in_languages) / "site")


def build_in_languages(folder: Path) -> None:
    """Build it in `site/` of a folder."""
    docs = {f"said-{n}.md": f"# Page {n}\n\n{said}\n" for n, said in enumerate(WRITTEN)}
    lay_out(folder, SMALL, docs)
    config = folder / "mkdocs.yml"
    nav = "".join(f"  - Page {n}: said-{n}.md\n" for n in range(len(WRITTEN)))
    worksheets = "  - Worksheets: worksheets/*\n"
    config.write_text(config.read_text().replace(worksheets, worksheets + nav))
    build(folder, folder / "site")


@pytest.mark.parametrize("page", range(len(WRITTEN)))
def test_words_of_other_languages_are_found(
    visit: Callable[..., Page], site: str, page: int
) -> None:
    """Each form of a word, a slip, and words without spaces between them."""
    opened = visit(f"{site}search/")
    for asked in [*WRITTEN.values()][page]:
        pages.field(opened).fill(asked)
        expect(pages.results(opened).first).to_have_text(f"Page {page}")
