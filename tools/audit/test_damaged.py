"""The audit is not blind: what only Node and Java bring finds what is broken on purpose.

`make audit` runs this first; that axe finds what is broken is among the ordinary tests.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf

from tools.audit import nu, vera
from tools.audit.__main__ import served

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


def test_the_html_checker_finds_what_is_broken(tmp_path: Path) -> None:
    """A picture without words for it, and an id that stands twice; a good page has no fault."""
    broken = '<p id="a">One</p><p id="a">Two</p><img src="a.png">'
    for name, held in {"bad.html": broken, "good.html": "<p>One</p>"}.items():
        (tmp_path / name).write_text(PAGE.format(held), encoding="utf-8")
    with served(tmp_path) as address:
        found = list(nu.check(address, ["bad.html", "good.html"]))
    assert {"bad.html"} == {finding.page for finding in found}
    said = " ".join(finding.says for finding in found)
    assert "Duplicate ID" in said
    assert "alt" in said


def test_verapdf_finds_what_is_broken(tmp_path: Path) -> None:
    """A PDF without a title, a language and tags is told of."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "bare.pdf")
    (found,) = vera.check(tmp_path, [tmp_path / "bare.pdf"])
    assert found.page == "bare.pdf"
