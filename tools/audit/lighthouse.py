"""What Lighthouse says of each type of page, behind nginx as `partnering nginx` sets it up.

    python -m tools.audit.lighthouse [SITE]

With Lighthouse's own settings for a mobile phone. A page below 100 is asked three times, and the
middle one counts: on a busy machine one answer varies. Writes its part of BENCHMARKS.md. `SITE` is
a site built for the root of its host (`site`). It needs Node.js 18.20 or newer, Chromium, and what
`package-lock.json` beside this file locks; `make lighthouse` gets that. The exit code is 1 where a
page has less than 100 in a category by something that is not meant. Run it on a machine that does
nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.browser import pages
from tests.browser.chrome import installed_browser
from tests.hosts import servers
from tools import bench_page
from tools.bench_page import Aim, Part

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

Report = dict[str, Any]
"""What Lighthouse says of a page, in its own shape."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
ROUNDS = 3
UNLISTED = ("question-to-embed", "print-everything", "on-screen", "on-screen-for-the-leader")
ON_PURPOSE = {(name, "is-crawlable") for name in UNLISTED}
"""What Lighthouse counts against a page and is meant: search engines shall not list these."""

HEAD = """\
Aim: 100 in every category. Load of the machine before: {load:.1f}.

Lighthouse {lighthouse} with its own settings for a phone (a slow 4G connection and a processor four
times slower, both simulated), behind nginx with the toolkit's configuration, on {day}. A page below
100 was asked {rounds} times, and the middle one counts.

| page | {categories} | first words | largest | blocked | shift | asked |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |"""


def main(site: Path) -> int:
    """Ask of each page, and record what was said. Returns the exit code."""
    load = os.getloadavg()[0]
    rows: list[str] = []
    meant: list[str] = []
    short: list[str] = []
    with (
        tempfile.TemporaryDirectory() as work,
        servers.nginx(site.resolve(), Path(work), "/") as address,
    ):
        for name, path in pages.ALL.items():
            reports = asked(address + path)
            rows.append(row(name, reports))
            print(rows[-1], flush=True)
            for on_purpose, fault in faults(name, reports):
                (meant if on_purpose else short).append(f"- {fault}")
    head = HEAD.format(
        load=load,
        lighthouse=reports[0]["lighthouseVersion"],
        day=datetime.now(UTC).date().isoformat(),
        rounds=ROUNDS,
        categories=" | ".join(CATEGORIES),
    )
    meant[:0] = ["", "Meant:", ""] if meant else []
    aim = Aim("what keeps a page below 100 in a category", len(short), 0, "faults")
    short[:0] = ["", "Below 100:", ""] if short else []
    bench_page.record("lighthouse", Part("\n".join([head, *rows, *meant, *short]), [aim]))
    return 1 if short else 0


def row(name: str, reports: list[Report]) -> str:
    """The row of a page in the table."""
    scores = [points(middle(reports, category), category) for category in CATEGORIES]
    cells = [name, *scores, *(said(reports, audit) for audit in AUDITS), len(reports)]
    return f"| {' | '.join(map(str, cells))} |"


def asked(address: str) -> list[Report]:
    """One report on a page that has 100 in every category, and `ROUNDS` on any other."""
    reports = [ask(address)]
    if any(points(reports[0], category) < 100 for category in CATEGORIES):
        reports += [ask(address) for _ in range(ROUNDS - 1)]
    return reports


AUDITS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def ask(address: str) -> Report:
    """Lighthouse's report on one page."""
    flags = "--headless=new --no-sandbox" if servers.AS_ROOT else "--headless=new"
    command = [
        "node",
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    browser = installed_browser()
    environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
    for _ in range(ROUNDS):  # now and then a browser does not start
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not done.returncode:
            report: Report = json.loads(done.stdout)
            return report
    sys.exit(f"Lighthouse gave up on {address} with {done.returncode}: {done.stderr}")


def points(report: Report, category: str) -> int:
    """The score of a page in a category, of 100."""
    return round(100 * float(report["categories"][category]["score"]))


def middle(reports: list[Report], category: str) -> Report:
    """The report in the middle, by what the page scores in a category."""
    return sorted(reports, key=lambda report: points(report, category))[len(reports) // 2]


def said(reports: list[Report], audit: str) -> str:
    """The middle of what was measured, as Lighthouse writes it."""
    ordered = sorted(reports, key=lambda report: report["audits"][audit]["numericValue"])
    return str(ordered[len(ordered) // 2]["audits"][audit]["displayValue"])


def faults(name: str, reports: list[Report]) -> Iterator[tuple[bool, str]]:
    """What keeps the page `name` below 100 in a category, and whether it is meant."""
    for category in CATEGORIES:
        report = middle(reports, category)
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            wrong = reference["weight"] and audit["score"] not in (None, 1)
            if wrong and points(report, category) < 100:
                figure = f" ({audit['displayValue']})" if audit.get("displayValue") else ""
                meant = (name, reference["id"]) in ON_PURPOSE
                yield meant, f"{name}: {category}: {audit['title']}{figure}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site")))
