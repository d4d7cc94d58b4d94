"""The files of notebooks in three engines: each reads the same from them, and merges them alike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import browser as room
from tests.engines.window import Window
from tests.notebook_files import EXPECTED, FOLDER

READ_ALL = """
const at = location.href;
const { read, write } = await import(`${at}assets/notebook-format.mjs`);
const { merge } = await import(`${at}assets/notebook-merge.mjs`);
const bytes = async (name) => (await fetch(`${at}notebooks/${name}`)).arrayBuffer();
const found = {};
for (const name of NAMES) {
  const { kind, newer, problems } = read(await bytes(name));
  found[name] = { kind, newer, problems };
}
const [one, two] = await Promise.all(["good-full.json", "good-merged.json"].map(bytes));
const { both, notebook } = merge(read(one).value, read(two).value);
const again = merge(read(two).value, read(one).value).notebook;
const large = [
  "[".repeat(1e6) + "]".repeat(1e6), '{"a":'.repeat(1e6), '"' + "x".repeat(15e6),
  '{"format":"partnering-notebook","version":1,"rounds":[' + "{},".repeat(999999) + "{}]}",
].map((text) => read(text)).map(({ kind, problems }) => [kind, problems.length]);
return JSON.stringify({ found, both, large, isSame: write(notebook) === write(again) });
"""


@pytest.fixture(scope="session")
def served(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the scripts and of the set of files."""
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "assets").mkdir()
    for script in (room.ROOM / "assets").glob("*.mjs"):
        shutil.copy(script, folder / "assets")
    shutil.copytree(FOLDER, folder / "notebooks")
    (folder / "index.html").write_text("<!doctype html><title>Files</title>", "utf-8")
    return serve(folder)


def test_every_engine_reads_and_merges_alike(window: Window, served: str) -> None:
    """Word for word; what is far too deep or too much is refused in one sentence everywhere."""
    window.go(served)
    script = READ_ALL.replace("NAMES", json.dumps(list(EXPECTED)))
    read = json.loads(window.run(f"return (async () => {{ {script} }})();"))
    for name, expected in EXPECTED.items():
        told = {key: expected[key] for key in ("kind", "newer", "problems")}
        assert told == read["found"][name], name
    assert read["isSame"]
    assert read["large"] == [[None, 1]] * 4
    ids = ["a1", "a1~a1rtbfobn1", "a1~pd53wsszl5"]
    assert read["both"] == [{"round": "r1", "kind": "answer", "ids": ids}]
