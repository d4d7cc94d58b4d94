"""How long the site takes to build, beside a stock site of the same size written by hand.

    python -m tools.bench_builds

In turn and three times over, of which the best counts: two stock Material for MkDocs sites, one
with as many Markdown pages, and their words, as this toolkit has pages in the theme, and one with
as many as it has in all (sheets to print, permanent addresses and questions to embed are pages
too); this toolkit without sheets as files, with every sheet in the cache, and with an empty cache.
What it writes besides (PDF and Word files, QR codes, data) has no counterpart in a stock site.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import lxml.html

ROOT = Path(__file__).parent.parent
ROUNDS = 3
AIMS = {"without sheets": 1.15, "every sheet in the cache": 1.3, "an empty cache": 4.0}
"""How many times as long as the stock site each kind of build may take."""

THEMED = "a stock site of as many pages in the theme"
WHOLE = "a stock site of as many pages in all"
WHY = """\
Besides what MkDocs does for any site, a build here loads the model and the macros (a fifth of its
time without sheets), holds data, words and letters against their rules (a sixth), renders the
generated pages and five times as many without the theme (a tenth), and marks hard words (a
fifteenth). Files of sheets take their writing when kept, and their drawing when not."""
"""Where the time goes, by a profile."""

MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}
PARTS = "self::h1 or self::h2 or self::h3 or self::p or self::li"

CONFIG = """\
site_name: A stock site
site_url: https://stock.example/
theme:
  name: material
  font: false
plugins: [search]
"""


def main() -> None:
    """Measure, and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as temporary:
        print(report(measured(Path(temporary))))


def measured(folder: Path) -> Mapping[str, float]:
    """Build each kind in turn in `folder`; gives the best of its times, in seconds."""
    kept = str(folder / "kept")
    build(ROOT, folder / "built", SHEETS_CACHE=kept)
    stocks = {
        kind: _stock(folder / kind, list(_pages(folder / "built", whole=kind == WHOLE)))
        for kind in (THEMED, WHOLE)
    }
    rounds = []
    for number in range(ROUNDS):
        kinds = {
            "without sheets": {"SHEETS": "false"},
            "every sheet in the cache": {"SHEETS_CACHE": kept},
            "an empty cache": {"SHEETS_CACHE": str(folder / f"empty-{number}")},
        }
        taken = {kind: build(stock, folder / "stock-built") for kind, stock in stocks.items()}
        taken |= {kind: build(ROOT, folder / "built", **more) for kind, more in kinds.items()}
        rounds.append(taken)
    return {kind: min(round_[kind] for round_ in rounds) for kind in rounds[0]}


def build(project: Path, site: Path, **settings: str) -> float:
    """Build a project with MkDocs into `site`; gives the seconds that it took."""
    started = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | settings,
        check=True,
    )
    return perf_counter() - started


def _stock(project: Path, pages: Sequence[str]) -> Path:
    """Write a stock site of these pages."""
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for number, words in enumerate(pages):
        name = "index" if number == 0 else f"page-{number:03}"
        (project / "docs" / f"{name}.md").write_text(words, encoding="utf-8")
    return project


def _pages(built: Path, *, whole: bool) -> Iterator[str]:
    """The words of each page of a site as Markdown: its headings, and paragraphs between.

    Pages outside the theme come only where `whole` is true.
    """
    for file in sorted(built.rglob("index.html")):
        page = lxml.html.parse(file).getroot()
        bodies = page.xpath("//article[contains(@class, 'md-content__inner')]")
        if whole and not bodies:
            bodies = page.xpath("//body")
        for body in bodies:
            parts = body.xpath(f".//*[{PARTS}][not(ancestor::*[self::li or self::p])]")
            texts = (
                (MARKS.get(part.tag, ""), " ".join(part.text_content().split())) for part in parts
            )
            yield "\n\n".join(mark + text for mark, text in texts if text) + "\n"


def report(builds: Mapping[str, float]) -> str:
    """The table, the ratios to the stock sites first, and what is missed."""
    lines = [
        "| build of the site | beside its pages in the theme | beside all its pages | aim | s |",
        "| --- | --: | --: | --: | --: |",
    ]
    for kind, taken in builds.items():
        aim = f"at most {AIMS[kind]}" if kind in AIMS else "–"
        ratios = " | ".join(f"{taken / builds[stock]:.2f}" for stock in (THEMED, WHOLE))
        lines.append(f"| {kind} | {ratios} | {aim} | {taken:.2f} |")
    for stock, called in ((THEMED, "the pages in the theme"), (WHOLE, "all the pages")):
        missed = [kind for kind, most in AIMS.items() if builds[kind] > most * builds[stock]]
        if missed:
            lines += ["", f"**Missed beside {called}:** {'; '.join(missed)}."]
    return "\n".join([*lines, "", WHY])


if __name__ == "__main__":
    main()
