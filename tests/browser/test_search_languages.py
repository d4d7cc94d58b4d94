"""The search finds words in the languages that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import search
from tests.conftest import lay_out, mkdocs
from tests.golden import SMALL


@pytest.mark.parametrize(
    ("languages", "written", "asked"),
    [
        ("de", "Wir sprechen von Partnerschaften.", "Partnerschaft"),
        ("[fr, en]", "Nous continuerons ensemble.", "continuer"),
        ("[en, ja]", "私たちは東京に住んでいます。", "東京"),
        ("[uk, de, en]", "Ми говоримо про книжки.", "книжки"),
    ],
)
def test_words_of_other_languages_are_found(
    visit: Callable[..., Page],
    serve: Callable[[Path], str],
    tmp_path: Path,
    languages: str,
    written: str,
    asked: str,
) -> None:
    """One language or several: each form of a word, and words without spaces between them."""
    folder = lay_out(tmp_path, SMALL, {"index.md": f"# Home\n\n{written}\n"})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("  - search\n", f"  - search:\n      lang: {languages}\n")
    )
    done = mkdocs(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    page = visit(serve(folder / "site"))
    search(page, asked)
    expect(page.locator(".md-search-result__link").first).to_contain_text("Home")
