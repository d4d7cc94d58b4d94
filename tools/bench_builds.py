"""How long the site takes to build, beside a stock site of the same size written by hand.

    python tools/bench_builds.py

In turn and three times over, of which the best counts: a stock Material for MkDocs site, with as
many Markdown pages and as many words as this toolkit has pages in the theme; this toolkit without
sheets, with every sheet in the cache, and with an empty cache. What the toolkit writes besides
(sheets, QR codes, permanent addresses, questions to embed) has no counterpart in the stock site.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter

import lxml.html

ROOT = Path(__file__).parent.parent
ROUNDS = 3
AIMS = {"without sheets": 1.15, "every sheet in the cache": 1.3, "an empty cache": 4.0}
"""How many times as long as the stock site each kind of build may take."""

STOCK = "a stock site of as many pages and words"
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
    stock = _stock(folder / "stock", folder / "built")
    rounds = []
    for number in range(ROUNDS):
        kinds = {
            "without sheets": {"SHEETS": "false"},
            "every sheet in the cache": {"SHEETS_CACHE": kept},
            "an empty cache": {"SHEETS_CACHE": str(folder / f"empty-{number}")},
        }
        taken = {STOCK: build(stock, folder / "stock-built")}
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


def _stock(project: Path, built: Path) -> Path:
    """Write a stock site with the words of every page of `built` that is in the theme."""
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for number, words in enumerate(_pages(built)):
        name = "index" if number == 0 else f"page-{number:03}"
        (project / "docs" / f"{name}.md").write_text(words, encoding="utf-8")
    return project


def _pages(built: Path) -> Iterator[str]:
    """The words of each page in the theme as Markdown: its headings, and paragraphs between."""
    for file in sorted(built.rglob("index.html")):
        page = lxml.html.parse(file).getroot()
        for body in page.xpath("//article[contains(@class, 'md-content__inner')]"):
            parts = body.xpath(".//*[self::h1 or self::h2 or self::h3 or self::p or self::li]")
            marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}
            texts = (
                (marks.get(part.tag, ""), " ".join(part.text_content().split())) for part in parts
            )
            yield "\n\n".join(mark + text for mark, text in texts if text) + "\n"


def report(builds: Mapping[str, float]) -> str:
    """The table, the ratio to the stock site first."""
    least = builds[STOCK]
    lines = ["| build of the whole site | ratio | aim | s |", "| --- | --: | --: | --: |"]
    for kind, taken in builds.items():
        aim = f"at most {AIMS[kind]}" if kind in AIMS else "–"
        lines.append(f"| {kind} | {taken / least:.2f} | {aim} | {taken:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
