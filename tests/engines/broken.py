"""A part of the built site whose script is damaged, or means nothing to an old phone."""

from __future__ import annotations

import shutil
from pathlib import Path

DAMAGES = {
    "not-to-be-read": lambda script: "const page = ;\n" + script,
    "cut-short": lambda script: script[: len(script) // 2],
    "stops-half-way": lambda script: script.replace(
        "\nfollowMoved();\n", '\nthrow new Error("half-way");\n', 1
    ),
}
"""What may happen to a script that arrives."""


def copy(site: Path, folder: Path, page: str, damage: str | None) -> Path:
    """The built `page` with all it needs, in `folder`; its script damaged, or missing for None."""
    shutil.copytree(site / "assets", folder / "assets")
    shutil.copytree(site / page, folder / page)
    (script,) = (folder / "assets").glob("site.*.mjs")
    if damage is None:
        script.unlink()
        return folder
    whole = script.read_text(encoding="utf-8")
    damaged = DAMAGES[damage](whole)
    assert damaged != whole
    script.write_text(damaged, encoding="utf-8")
    return folder
