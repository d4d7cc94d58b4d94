"""What Lighthouse says of each type of page, behind nginx as `partnering nginx` sets it up.

    python tools/audit/lighthouse.py [SITE]

With Lighthouse's own settings for a mobile phone, three times for each page, of which the middle
one counts. `SITE` is a site built for the root of its host (`site`). It needs Node.js 18.20 or
newer, Chromium, and what `package-lock.json` beside this file locks; `make lighthouse` gets that.
The exit code is 1 where a page has less than 100 in a category by something that is not meant.
Run it on a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import pages  # noqa: E402  # found by the line above
from tests.browser.chrome import installed_browser  # noqa: E402
from tests.hosts import servers  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
ROUNDS = 3
ON_PURPOSE = {("question-to-embed", "is-crawlable")}
"""What Lighthouse counts against a page and is meant: a question is found in its place alone."""


def main(site: Path) -> int:
    """Print a table, and what keeps a page from 100. Returns the exit code."""
    print(f"| page | {' | '.join(CATEGORIES)} | first words | largest | blocked | shift |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    short: list[str] = []
    with (
        tempfile.TemporaryDirectory() as work,
        servers.nginx(site.resolve(), Path(work), "/") as address,
    ):
        for name, path in pages.ALL.items():
            reports = [ask(address + path) for _ in range(ROUNDS)]
            scores = {key: round(100 * middle(reports, key)) for key in CATEGORIES}
            times = " | ".join(said(reports, audit) for audit in AUDITS)
            print(f"| {name} | {' | '.join(map(str, scores.values()))} | {times} |", flush=True)
            short += faults(name, reports[0], scores)
    print("\n".join(["", *short]))
    return 1 if short else 0


AUDITS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def ask(address: str) -> dict:  # type: ignore[type-arg]  # the shape is Lighthouse's
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
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    report: dict = json.loads(done.stdout)  # type: ignore[type-arg]
    return report


def middle(reports: list[dict], category: str) -> float:  # type: ignore[type-arg]
    """The middle of the scores, from 0 to 1."""
    return median(report["categories"][category]["score"] for report in reports)


def said(reports: list[dict], audit: str) -> str:  # type: ignore[type-arg]
    """The middle of what was measured, as Lighthouse writes it."""
    ordered = sorted(reports, key=lambda report: report["audits"][audit]["numericValue"])
    return str(ordered[len(ordered) // 2]["audits"][audit]["displayValue"])


def faults(name: str, report: dict, scores: dict[str, int]) -> Iterator[str]:  # type: ignore[type-arg]
    """What keeps the page `name` below 100 in a category, and is not meant."""
    for category, score in scores.items():
        for reference in report["categories"][category]["auditRefs"] if score < 100 else ():
            audit = report["audits"][reference["id"]]
            meant = (name, reference["id"]) in ON_PURPOSE
            if reference["weight"] and audit["score"] not in (None, 1) and not meant:
                yield f"{name}: {category}: {audit['title']} ({audit.get('displayValue', '')})"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site")))
