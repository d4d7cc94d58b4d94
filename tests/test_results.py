"""Results of pure functions are kept from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import build
from generator.data import loader
from generator.system import results
from generator.system.cache import Cache
from tests.conftest import write
from tests.golden import SMALL


def test_a_preview_leaves_all_results_to_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those too that its later builds did not ask for again, as what they need stays in memory."""
    monkeypatch.setattr(results, "_results", results._Results("", {}))
    loader.forget()
    store, data = Cache(tmp_path / "cache"), tmp_path / "data"
    file = next(name for name in SMALL if name.startswith("sections/"))
    held = []
    for comment in ("", "# changed\n"):
        write(data, SMALL | {file: comment + SMALL[file]})
        results.begin(store)
        build.read(data, store=store, again=True)
        results.end(store)
        held.append(set((store.get(results._key()) or b"").splitlines()))
    first, second = held
    assert first
    assert first < second
