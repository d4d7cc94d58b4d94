"""Puts one deliberate fault after the other into a copy of the toolkit, and runs the tests on it.

`python -m tools.faults` prints a table: each fault of `faults.toml`, whether a test failed, which
one, and after how many seconds. It fails where a fault is not seen, or where a test that saw one
fails without it too. `--tree` tries the tests of another checkout, with its own `.venv`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
LIST = Path(__file__).with_name("faults.toml")
CACHE = Path(".cache/sheets")
MADE = {".cache", ".git", ".venv", "site"}
"""What of the top of a checkout is not copied."""

SOURCES = {".css", ".html", ".js", ".mjs", ".py", ".typ", ".xml", ".yml"}
NOT_SOURCES = {"requirements", "tests", "tools"}
CHECKS = {"typos"}
"""Programs that `make test` runs beside the tests."""

LONGEST = 1200
"""Seconds after which the tests of one fault are given up."""


class Fault(NamedTuple):
    """A mistake that somebody could make: `text`, which stands once in the sources, is changed.

    `tests` are those that ought to fail then, or some of `CHECKS`. `cold` is true where no sheet
    may come from the cache, whose keys do not hold what is changed.
    """

    name: str
    harm: str
    text: str
    becomes: str
    tests: tuple[str, ...]
    cold: bool = False


class Seen(NamedTuple):
    """What came of a fault: the ids of the tests that failed, or else `why` it was not seen."""

    tests: tuple[str, ...]
    why: str
    seconds: float


def read(file: Path = LIST) -> tuple[Fault, ...]:
    """The faults of the list."""
    faults = tomllib.loads(file.read_text(encoding="utf-8"))["fault"]
    return tuple(Fault(**fault | {"tests": tuple(fault["tests"])}) for fault in faults)


def sources(tree: Path) -> Iterator[Path]:
    """The files of a checkout of which the site is made; `text` is looked for in them."""
    for folder, folders, files in os.walk(tree):
        folders[:] = sorted(set(folders) - {"node_modules", "__pycache__"})
        if Path(folder) == tree:
            folders[:] = [name for name in folders if name not in NOT_SOURCES | MADE]
            folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in sorted(files) if Path(name).suffix in SOURCES)


def places(fault: Fault, files: Sequence[tuple[Path, str]]) -> list[Path]:
    """Every file in which the text of a fault stands, once for each time that it stands there."""
    return [file for file, text in files for _ in range(text.count(fault.text))]


def texts(tree: Path) -> list[tuple[Path, str]]:
    """The sources of a checkout, each with what it says."""
    return [(file, file.read_text(encoding="utf-8")) for file in sources(tree)]


@contextmanager
def changed(fault: Fault, tree: Path) -> Iterator[None]:
    """Within the block, the fault is in the sources of `tree`. Raises `ValueError` where it cannot
    be: its text stands nowhere, or more than once."""
    found = places(fault, texts(tree))
    if len(found) != 1:
        raise ValueError(f"its text stands {len(found)} times in the sources")
    (file,) = found
    before, time_ns = file.read_bytes(), file.stat().st_mtime_ns
    file.write_bytes(before.replace(fault.text.encode(), fault.becomes.encode()))
    try:
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(time_ns, time_ns))  # what is compiled of it is right again


@contextmanager
def copied(tree: Path) -> Iterator[Path]:
    """A copy of a checkout, below its own `.cache`, so that files of the cache can be shared."""

    def made(folder: str, names: list[str]) -> set[str]:
        return MADE & set(names) if Path(folder) == tree else {"node_modules"} & set(names)

    (tree / ".cache").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="faults-", dir=tree / ".cache") as folder:
        yield Path(shutil.copytree(tree, Path(folder, "toolkit"), ignore=made, symlinks=True))


def kept_by(tree: Path, copy: Path, python: Path) -> Path:
    """A folder with the sheets of the site that tests build, drawn without a fault.

    `tree` keeps them too, for the next time. Raises `ValueError` where the tests of that site fail.
    """
    fill_cache(tree / CACHE, copy)
    if failed := failing(copy, python, ["tests/site/test_policy.py"]):
        raise ValueError(f"without a fault, {failed[0]} fails")
    (tree / CACHE).mkdir(parents=True, exist_ok=True)
    for entry in sheets_in(copy / CACHE):
        if not (tree / CACHE / entry.name).exists():
            os.link(entry, tree / CACHE / entry.name)
    return (copy / CACHE).rename(copy.parent / "kept")


def fill_cache(kept: Path, copy: Path) -> None:
    """Give the copy the sheets in `kept`, and nothing that an earlier fault has left there.

    A file is shared, not copied: the cache never writes into one, but puts another in its place.
    """
    shutil.rmtree(copy / ".cache", ignore_errors=True)
    (copy / CACHE).mkdir(parents=True)
    for entry in sheets_in(kept):
        os.link(entry, copy / CACHE / entry.name)


def sheets_in(cache: Path) -> Iterator[Path]:
    """The files of a cache; what it says of a built site is in a folder of its own."""
    yield from (entry for entry in cache.iterdir() if entry.is_file()) if cache.is_dir() else ()


def failing(copy: Path, python: Path, tests: Sequence[str], *more: str) -> tuple[str, ...]:
    """The ids of the tests that fail, and the names of the checks that do.

    Another checkout need not have all of them. Raises `ValueError` where no test ran, or not in
    time.
    """
    programs = [python.with_name(test) for test in tests if test in CHECKS]
    ended = {it.name: subprocess.run([it], cwd=copy, capture_output=True) for it in programs}
    rest = [test for test in tests if (copy / test.partition("::")[0]).exists()]
    failed = tuple(name for name, done in ended.items() if done.returncode)
    if not programs and not rest:
        raise ValueError("its tests are not there")
    return failed + (_failing(copy, python, rest, *more) if rest else ())


def _failing(copy: Path, python: Path, tests: Sequence[str], *more: str) -> tuple[str, ...]:
    kept = copy / ".cache" / "pytest"
    shutil.rmtree(kept, ignore_errors=True)
    # What is compiled of a fault is not kept; the rest was copied with the sources.
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(python), "-m", "pytest", "-q", "--tb=no", "-o", f"cache_dir={kept}", *more]
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise ValueError("its tests did not end") from None
    last = kept / "v" / "cache" / "lastfailed"
    failed = tuple(json.loads(last.read_text())) if last.exists() else ()
    if done.returncode not in (0, 1, 2) or (done.returncode and not failed):
        raise ValueError(f"pytest ended with {done.returncode}: {done.stdout[-300:]}")
    return failed


def tried(fault: Fault, kept: Path, copy: Path, python: Path) -> Seen:
    """Run the tests of a fault on a copy with that fault, up to the first that fails.

    `kept` is a folder of sheets that need not be drawn again.
    """
    begun = time.monotonic()
    fill_cache(copy / "nothing" if fault.cold else kept, copy)
    try:
        with changed(fault, copy):
            failed = failing(copy, python, fault.tests, "-x")
        why = "" if failed else "no test failed"
    except ValueError as error:
        failed, why = (), str(error)
    return Seen(failed, why, time.monotonic() - begun)


def row(fault: Fault, seen: Seen) -> str:
    """A line of the table."""
    by = seen.tests[0].partition("[")[0] if seen.tests else seen.why
    verdict = "yes" if seen.tests else "**no**"
    return f"| {fault.name} | {fault.harm} | {verdict} | {by} | {seen.seconds:.0f} |"


def main() -> int:
    """Try every fault, or those named. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="try these faults alone")
    parser.add_argument("--tree", type=Path, default=ROOT, help="another checkout to try")
    options = parser.parse_args()
    tree = options.tree.resolve()
    python = tree / ".venv" / "bin" / "python"
    every = read()
    if unknown := set(options.only or ()) - {fault.name for fault in every}:
        parser.error(f"there is no fault {', '.join(sorted(unknown))}")
    chosen = [fault for fault in every if not options.only or fault.name in options.only]
    print("| Fault | What somebody would suffer | Seen | By | Seconds |")
    print("| --- | --- | --- | --- | --: |", flush=True)
    unseen, seen_by = [], set()
    with copied(tree) as copy:
        kept = kept_by(tree, copy, python)
        for fault in chosen:
            seen = tried(fault, kept, copy, python)
            print(row(fault, seen), flush=True)
            unseen += [fault.name] if not seen.tests else []
            seen_by |= set(seen.tests)
        fill_cache(kept, copy)
        always = failing(copy, python, sorted(seen_by)) if seen_by else ()
    print(f"\n{len(chosen) - len(unseen)} of {len(chosen)} faults are seen.")
    for test in always:
        print(f"{test} fails without a fault too", file=sys.stderr)
    return 1 if unseen or always else 0


if __name__ == "__main__":
    sys.exit(main())
