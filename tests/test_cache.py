"""What was drawn is kept from build to build, and never believed without proof."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.system import cache as cache_module
from generator.system.cache import (
    BROWSER,
    PACKAGE,
    Cache,
    code_digest,
    key_of,
    read_files_anew,
)
from tests.conftest import ROOT

KEY = key_of(["a sheet"])

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from generator.system.cache import Cache
while True:
    Cache(Path(sys.argv[1])).put("great", b"x" * 100_000_000)
"""


def names(folder: Path) -> set[str]:
    """The names of all files in a folder."""
    return {entry.name for entry in folder.iterdir()}


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    """An entry outlives the build that made it."""
    Cache(tmp_path / "a" / "b").put(KEY, b"drawn")
    assert Cache(tmp_path / "a" / "b").get(KEY) == b"drawn"


def test_what_was_not_put_is_not_found(tmp_path: Path) -> None:
    """Neither an entry nor the folder needs to be there."""
    assert Cache(tmp_path / "nowhere").get(KEY) is None


def test_a_cache_without_a_folder_keeps_nothing() -> None:
    """Everything is drawn afresh."""
    cache = Cache(None)
    cache.put(KEY, b"drawn")
    cache.prune()
    assert cache.get(KEY) is None


def test_an_empty_drawing_is_one_too(tmp_path: Path) -> None:
    """Nothing is told from not being there."""
    Cache(tmp_path).put(KEY, b"")
    assert Cache(tmp_path).get(KEY) == b""


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda entry: entry[:-1], id="shortened"),
        pytest.param(lambda entry: entry[:20], id="cut off in its head"),
        pytest.param(lambda entry: entry + b"x", id="lengthened"),
        pytest.param(lambda entry: entry[:-1] + b"?", id="changed"),
        pytest.param(lambda entry: entry.replace(b"-2\n", b"-1\n", 1), id="of another kind"),
        pytest.param(lambda entry: entry[entry.index(b"%PDF") :], id="without a head"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"%PDF-1.7 something else", id="foreign"),
    ],
)
def test_a_broken_entry_counts_as_absent(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """It is drawn again, and then put right."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"%PDF drawn")
    entry = tmp_path / KEY
    entry.write_bytes(damage(entry.read_bytes()))
    assert cache.get(KEY) is None
    cache.put(KEY, b"%PDF drawn")
    assert cache.get(KEY) == b"%PDF drawn"


def test_a_folder_that_cannot_be_written_stops_no_build(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, nothing is kept, and nothing is said."""
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        cache = Cache(folder)
        cache.put(KEY, b"drawn")
        cache.prune()
        assert cache.get(KEY) is None
    assert (tmp_path / "file").read_text() == "in the way"


def test_what_could_not_be_kept_leaves_no_half_and_says_why(tmp_path: Path) -> None:
    """The reason is there for whoever tells people."""
    (tmp_path / KEY).mkdir()
    cache = Cache(tmp_path)
    assert cache.refused is None
    cache.put(KEY, b"drawn")
    assert isinstance(cache.refused, IsADirectoryError)
    assert names(tmp_path) == {KEY}


def test_a_sweep_removes_halves_and_keeps_entries(tmp_path: Path) -> None:
    """Each build begins with one."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"drawn")
    (tmp_path / ".new-abc").write_bytes(b"half")
    Cache(tmp_path).sweep()
    assert names(tmp_path) == {KEY}


def test_a_folder_in_place_of_an_entry_stops_no_build(tmp_path: Path) -> None:
    """Whatever somebody put there, it is left alone."""
    (tmp_path / KEY / "inner").mkdir(parents=True)
    (tmp_path / "unused").mkdir()
    cache = Cache(tmp_path)
    cache.put(KEY, b"drawn")
    assert cache.get(KEY) is None
    Cache(tmp_path).prune()
    assert names(tmp_path) == {KEY, "unused"}


def test_a_build_that_is_killed_leaves_no_half_entry(tmp_path: Path) -> None:
    """What was being written when the process stopped is never read, and is cleared away."""
    writing = subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, tmp_path], cwd=ROOT)
    try:
        while not any(name.startswith(".new-") for name in names(tmp_path)):
            time.sleep(0.001)
    finally:
        writing.kill()
        writing.wait()
    assert names(tmp_path) - {"great"} != set()
    assert Cache(tmp_path).get("great") in {None, b"x" * 100_000_000}
    Cache(tmp_path).prune()
    assert names(tmp_path) == set()


def test_pruning_keeps_what_was_used_and_as_much_again(tmp_path: Path) -> None:
    """The newest of the rest stay, so that a change may be taken back at no cost."""
    for age, name in enumerate(["used", "newest", "new", "old", "oldest"]):
        Cache(tmp_path).put(name, b"drawn")
        os.utime(tmp_path / name, (1_000_000_000 - age, 1_000_000_000 - age))
    cache = Cache(tmp_path)
    cache.get("used")
    cache.put("fresh", b"drawn")
    assert cache.get("fresh") == b"drawn"
    cache.prune()
    assert names(tmp_path) == {"used", "fresh", "newest", "new"}


def test_pruning_what_was_used_though_it_is_old_keeps_it(tmp_path: Path) -> None:
    """Age does not count against what is still wanted."""
    for age, name in enumerate(["a", "b", "c", "d"]):
        Cache(tmp_path).put(name, b"drawn")
        os.utime(tmp_path / name, (1_000_000_000 - age, 1_000_000_000 - age))
    cache = Cache(tmp_path)
    cache.get("d")
    cache.prune()
    assert names(tmp_path) == {"d", "a"}


def test_a_key_depends_on_every_part_and_where_it_ends() -> None:
    """No two different things share a name."""
    assert key_of(["ab", "c"]) != key_of(["a", "bc"])
    assert key_of(["a"]) != key_of(["a", ""])
    assert key_of(["ŵ"]) == key_of(["ŵ".encode()])
    assert key_of([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_each_file_of_our_package_may_change_what_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Altered, added or taken away, whichever it is: nothing that was drawn before is believed."""
    ours = shutil.ignore_patterns("__pycache__")
    package = Path(shutil.copytree(PACKAGE, tmp_path / "generator", ignore=ours))
    as_it_is = fresh(package)
    assert as_it_is == code_digest()
    room = package / BROWSER
    files = [
        file
        for file in sorted(package.rglob("*"))
        if file.is_file() and not file.is_relative_to(room)
    ]
    assert {".py", ".typ", ".html", ".ttf"} <= {file.suffix for file in files}
    # The next test looks at the libraries.
    monkeypatch.setattr(cache_module, "library_versions", lambda: ())
    for file in files:  # all of it is read as often as there are files: the large are cut short
        os.truncate(file, min(file.stat().st_size, 1000))
    as_it_is = fresh(package)
    assert as_it_is != code_digest()
    seen = {as_it_is}
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content + b"\n")
        seen.add(fresh(package))
        file.write_bytes(content)
    assert len(seen) == 1 + len(files)
    files[0].rename(package / "another.py")
    assert fresh(package) not in seen
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "another.pyc").write_bytes(b"compiled")
    (package / "another.py").rename(files[0])
    assert fresh(package) == as_it_is


def test_what_only_browsers_read_changes_nothing_that_is_drawn(tmp_path: Path) -> None:
    """After a change of a style or a script, no sheet has to be drawn again."""
    package = Path(shutil.copytree(PACKAGE, tmp_path / "generator"))
    styles = [*(package / BROWSER).rglob("*.css")]
    assert styles
    for style in styles:
        style.unlink()
    (package / BROWSER / "new.mjs").write_text("1;")
    assert fresh(package) == code_digest()


@pytest.mark.parametrize(
    "library",
    ["typst", "pikepdf", "python_docx", "lxml", "zxing_cpp", "fonttools", "jinja2", "pydantic"],
)
def test_each_library_that_draws_may_change_what_is_drawn(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    """Those that we ask for, and those that they ask for."""
    installed = [*cache_module.library_versions()]
    another = [re.sub(rf"(?i)^{library}-[^-]+", f"{library}-0", name) for name in installed]
    assert installed != another
    before = fresh(PACKAGE)
    monkeypatch.setattr(cache_module, "library_versions", lambda: another)
    assert before != fresh(PACKAGE)


def test_code_counts_as_it_was_loaded_and_other_files_as_they_are(tmp_path: Path) -> None:
    """In a preview: a template may change, but code that has changed is not the code that runs."""
    package = tmp_path / "generator"
    package.mkdir()
    for name in ("code.py", "page.html"):
        (package / name).write_text("old")
    before = code_digest(package)
    (package / "code.py").write_text("new")
    read_files_anew()
    assert before == code_digest(package)
    (package / "page.html").write_text("new")
    assert before == code_digest(package)
    read_files_anew()
    assert before != code_digest(package)


def fresh(package: Path) -> str:
    """The name of all that draws, worked out now."""
    cache_module._program_digest.cache_clear()
    read_files_anew()
    try:
        return code_digest(package)
    finally:
        cache_module._program_digest.cache_clear()
        read_files_anew()
