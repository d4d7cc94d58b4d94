"""A question costs as much in a large framework as in a small one.

Counted in calls of functions, which are the same on every machine, and not in seconds.
"""

from __future__ import annotations

import os
import pstats
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tools.bench_growth import CONFIG, ROOT, grown

MOST = 1.15
"""How many times as many calls the third copy of all data may add as the second.

One call for each pair of pages adds a third more, one for each pair of questions two thirds more.
"""

OFTEN = 1000
"""A function that is called less often than this costs little."""


def calls(folder: Path, times: int) -> Counter[tuple[str, str]]:
    """How often each function is called while a framework of `times` the size is built."""
    data = grown(folder / "data", times)
    config, profile = folder / "mkdocs.yml", folder / "profile"
    config.write_text(CONFIG.format(root=ROOT, data=data), encoding="utf-8")
    measured = [sys.executable, "-m", "cProfile", "-o", str(profile), "-m", "mkdocs", "build"]
    subprocess.run(
        [*measured, "--quiet", "--config-file", str(config), "--site-dir", str(folder / "site")],
        check=True,
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,  # that the ledger lacks the new ids
    )
    found: Counter[tuple[str, str]] = Counter()
    for (file, _, name), figures in pstats.Stats(str(profile)).stats.items():  # type: ignore[attr-defined]
        if file != "~":  # one that is built into Python, and has the place of its caller's calls
            found[file, name] += figures[1]
    return found


def test_nothing_is_gone_through_for_each_page_or_question(tmp_path: Path) -> None:
    """The pages of the menu, the titles of sheets, the records: looked up, not searched."""
    one, two, three = (calls(tmp_path / str(times), times) for times in (1, 2, 3))
    often = [function for function, count in three.items() if count > OFTEN]
    assert len(often) > 500
    assert [] == [
        (function, one[function], two[function], three[function])
        for function in often
        if three[function] - two[function] > MOST * (two[function] - one[function]) + 50
    ]
