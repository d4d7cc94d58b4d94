"""How soon the preview shows a change, as `bench_serve` measures it, beside a full build.

python -m tools.bench_preview
"""

from __future__ import annotations

from collections.abc import Mapping

from tools import bench_serve
from tools.bench_page import Aim, Part

CHANGES = ("a changed question", "a changed page", "a changed style")
"""What has an aim: the names by which `bench_serve.measured` gives their seconds."""

MOST = 0.5
"""Seconds until a change is shown."""

FULL = "a full build, every sheet in the cache"
"""What the others are set beside."""


def part() -> Part:
    """Measure, and report."""
    return report(bench_serve.measured())


def report(seconds: Mapping[str, float]) -> Part:
    """The table, the ratios to a full build first; `seconds` has each by its name."""
    lines = ["| | beside a full build | s |", "| --- | --: | --: |"]
    for what, taken in seconds.items():
        lines.append(f"| {what} | {taken / seconds[FULL]:.2f} | {taken:.2f} |")
    said = f"Each runs from saving a file until it is drawn; to set beside: {FULL}."
    aims = [Aim(f"{what} is shown", seconds.get(what), MOST, "s") for what in CHANGES]
    return Part("\n".join([said, "", *lines]), aims)


if __name__ == "__main__":
    print(part().markdown)
