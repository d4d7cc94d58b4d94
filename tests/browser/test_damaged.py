"""The audit sees what is broken on purpose, on real pages of the built site."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.audit.__main__ import served
from tools.audit.sweep import WAYS, sweep

LIGHT, DARK, FORCED, NARROW, SPACED, _, PRINT = WAYS
FAINT = "<style>h1 { color: #999 }</style></head>"
DARKLY = "<style>@media (prefers-color-scheme: dark) { h1 { color: #555 } }</style></head>"
TIGHT = "<style>h1 { block-size: 1.2em; overflow: hidden; white-space: nowrap }</style></head>"
PRINTED = "<style>@media print { h1 { color: #bbb } }</style></head>"
UNFORCED = "<style>h1 { color: #ddd; forced-color-adjust: none }</style></head>"

DAMAGE = {
    "good": ("", "", None, ""),
    "label": ("<label>", "<span>", LIGHT, "label: "),
    "faint": ("</head>", FAINT, LIGHT, "color-contrast-enhanced: "),
    "faint-in-the-dark": ("</head>", DARKLY, DARK, "contrast under 7 to 1: "),
    "unforced": ("</head>", UNFORCED, FORCED, "contrast under 7 to 1: "),
    "level": ("<p id=", "<h4>Level</h4><p id=", LIGHT, "heading-order: "),
    "wide": ("<p id=", '<p style="width: 400px">Wide</p><p id=', NARROW, "sticks out: "),
    "tight": ("</head>", TIGHT, SPACED, "cut off: "),
    "faint-on-paper": ("</head>", PRINTED, PRINT, "contrast under 7 to 1: "),
}
"""What is changed on a permanent address, in which way that shows, and what the audit says."""


def damaged(site: Path, folder: Path) -> None:
    """Lay out a copy of a page for each damage; without its policy, which refuses styles."""
    shutil.copytree(site / "assets", folder / "assets")
    page = (site / "go/vision/index.html").read_text(encoding="utf-8")
    page = page.replace('http-equiv="Content-Security-Policy"', 'name="policy"')
    for name, (old, new, _, _) in DAMAGE.items():
        assert old in page
        (folder / "go" / name).mkdir(parents=True)
        text = page.replace(old, new) if old else page
        (folder / "go" / name / "index.html").write_text(text, encoding="utf-8")


def test_the_audit_sees_each_damage_in_the_way_in_which_it_shows(
    site: Path, tmp_path: Path
) -> None:
    """A lost label, faint words, a skipped level, what sticks out and what is cut off."""
    damaged(site, tmp_path)
    ways = (LIGHT, DARK, FORCED, NARROW, SPACED, PRINT)
    with served(tmp_path) as address, ThreadPoolExecutor(1) as beside:  # a loop of its own
        paths = [f"go/{name}/" for name in DAMAGE]
        found = beside.submit(sweep, address, paths, ways=ways).result().findings
    assert [] == [finding for finding in found if finding.page == "go/good/"]
    for name, (_, _, way, says) in DAMAGE.items():
        seen = [f.way for f in found if f.page == f"go/{name}/" and f.says.startswith(says)]
        assert way is None or way.name in seen, name
