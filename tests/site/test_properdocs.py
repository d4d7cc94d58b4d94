"""ProperDocs, the maintained continuation of MkDocs 1.6, publishes the same site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import LONG_URL, ROOT

COMMAND = [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"]


def content(site: Path) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def test_properdocs_makes_the_same_pages(long_site: Path, tmp_path: Path) -> None:
    """No page more or less, and every file the same to the byte; nothing is warned of."""
    done = subprocess.run(
        [*COMMAND, "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": LONG_URL, "SHEETS": "false"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made, expected = content(tmp_path / "site"), content(long_site)
    assert sorted(expected) == sorted(made)
    assert len([path for path in made if path.endswith("/index.html")]) > 100
    assert [] == [path for path in expected if made[path] != expected[path]]
