"""Measures every part, or those that are named, and writes each in its place in BENCHMARKS.md.

    make bench
    make bench WHAT="preview pages"

Nothing else should run on the machine meanwhile: the load before each part stands in the page. The
exit code is 1 where something could not be measured; what is measured and misses its aim is only
said.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from multiprocessing import get_context
from tempfile import gettempdir
from time import perf_counter

from tools import bench_page
from tools.bench_page import Part

PARTS = {
    "build": "tools.bench_builds",
    "growth": "tools.bench_growth",
    "preview": "tools.bench_preview",
    "sheets": "tools.bench_sheets",
    "pages": "tools.bench_pages",
    "keys": "tools.bench_keys",
}
"""The module of each part: its function `part` measures, and gives a `Part`."""

LIBRARIES = ("mkdocs", "mkdocs-material", "typst", "pikepdf")


def main(names: Sequence[str]) -> int:
    """Measure the parts named, or all; print the page. Returns the exit code."""
    if unknown := [name for name in names if name not in PARTS]:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    failed = []
    for name in names or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        part = measured(PARTS[name])
        bench_page.record(name, part)
        if not part.aims or any(aim.measured is None for aim in part.aims):
            failed.append(name)
    print(bench_page.PAGE.read_text(encoding="utf-8"))
    if failed:
        print(f"Not all was measured of: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def measured(module: str) -> Part:
    """What the part in a module has to say, measured in a process of its own."""
    load, started = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0, perf_counter()
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            part: Part = alone.submit(_part, module).result()
    except Exception:  # whatever it is, the other parts are still to be measured
        traceback.print_exc()
        return bench_page.unmeasured(f"`python -m {module}` failed.")
    return Part(f"{_circumstances(load, perf_counter() - started)}\n\n{part.markdown}", part.aims)


def _part(module: str) -> Part:
    part: Part = import_module(module).part()
    return part


def _circumstances(load: float, seconds: float) -> str:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    held = "in memory" if gettempdir().startswith("/dev/shm") else "on a disk"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured on {day} in {seconds:.0f} s; load of the machine before: {load:.1f}.\n"
        f"{machine}, files {held}, Python {platform.python_version()}, {libraries}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
