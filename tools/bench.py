"""Runs every benchmark, one after another, and writes BENCHMARKS.md.

    make bench

Nothing else should run on the machine meanwhile: the load before each part stands in the page.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "BENCHMARKS.md"

PARTS = (
    (
        "Build",
        "bench_builds",
        "Aims: at most 1.15, 1.3 and 4 times a stock site of its size.",
    ),
    (
        "Growth",
        "bench_growth",
        "Aim: a question costs at most 1.2 times as much at 2,300 as at 230.",
    ),
    (
        "A changed question",
        "bench_serve",
        "Aim: shown in under half the time of a full build.",
    ),
    ("Sheets", "bench_sheets", "Aim: at most a tenth of the time of Chromium."),
    ("Pages", "bench_pages", "Aims: 110 kB on first view, 20 kB on the next page, no shift."),
)
LIBRARIES = ("mkdocs", "mkdocs-material", "typst", "pikepdf")

HEAD = """\
# Benchmarks

Written by `make bench`, all in one run. Ratios come first: seconds depend on the machine.

{machine}, {processors} processors, Python {python}, {libraries}. Measured on {day}.
"""


def main() -> None:
    """Run each part, and write what it prints."""
    page = HEAD.format(
        machine=f"{platform.system()} {platform.machine()}",
        processors=os.cpu_count(),
        python=platform.python_version(),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        day=datetime.now(UTC).date().isoformat(),
    )
    for title, program, aim in PARTS:
        print(f"{title} …", file=sys.stderr)
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
        page += f"\n## {title}\n\n{aim} Load of the machine before: {load:.1f}.\n\n"
        page += _printed_by(program).strip() + "\n"
    _, title, lighthouse = PAGE.read_text(encoding="utf-8").partition("\n## Lighthouse\n")
    page += title + lighthouse  # `make lighthouse` writes that part
    PAGE.write_text(page, encoding="utf-8")
    print(page)


def _printed_by(program: str) -> str:
    command = [sys.executable, "-m", f"tools.{program}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True, encoding="utf-8")
    return (
        done.stdout
        if done.returncode == 0
        else f"Not measured: `python -m tools.{program}` failed."
    )


if __name__ == "__main__":
    main()
