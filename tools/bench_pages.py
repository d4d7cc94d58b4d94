"""What each type of page costs whoever reads it, behind nginx as `partnering nginx` sets it up.

    python -m tools.bench_pages [SITE]

For each type: the bytes that come over the wire, compressed and with headers, the requests and the
cumulative layout shift, on a phone of 360 pixels and a slow network: on first view, with nothing
kept, and as the next page, after another page of the site. The bytes do not depend on the machine.
`SITE` is a site built for the root of its host (`site`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import pages
from tests.browser.chrome import installed_browser
from tests.browser.weighing import Weight, reader
from tests.hosts import servers

ROOT = Path(__file__).parent.parent

BEFORE = "about/privacy/"
AS_ROOT = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def main(site: Path) -> None:
    """Print the table."""
    print("| page | first view | of it type | requests | next page | requests | shift |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    with (
        tempfile.TemporaryDirectory() as work,
        servers.nginx(site.resolve(), Path(work), "/") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=AS_ROOT)
        for name, path in pages.ALL.items():
            with reader(browser) as scales:
                first = scales.weigh(address + path)
            with reader(browser) as scales:
                scales.weigh(address + BEFORE)
                after = scales.weigh(address + path)
            print(row(name, first, after))
        browser.close()


def row(name: str, first: Weight, after: Weight) -> str:
    """A line of the table, in kB of 1,000 bytes."""
    return (
        f"| {name} | {first.sent / 1000:.1f} kB | {first.font / 1000:.1f} kB | {first.requests} "
        f"| {after.sent / 1000:.1f} kB | {after.requests} | {max(first.shift, after.shift):.3f} |"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site"))
