"""Whether a print-out is current is worked out from the codes of releases, without a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

RELEASES = "2020-1 2021-1,old 2022-1.0"
CODES = ("2020-1", "2021-1", "2022-1.0")

OLDER = """(_, releases, printed, codes) => {
  const paper = printOut(releases, printed);
  return codes.filter((code) => paper.isOlderThan(code));
}"""


@pytest.mark.parametrize(
    ("printed", "newer"),
    [
        ("2020-1", ["2021-1", "2022-1.0"]),
        ("2021-1", ["2022-1.0"]),
        ("old", ["2022-1.0"]),
        ("2022-1.0", []),
        ("2022-1", list(CODES)),
        ("nonsense", list(CODES)),
    ],
)
def test_a_print_out_is_older_than_the_releases_after_its_own(
    without_page: Callable[..., Any], printed: str, newer: list[str]
) -> None:
    """By any code of its release; one that nobody knows may be older than all."""
    assert without_page("inline/releases.js", OLDER, RELEASES, printed, CODES) == newer


@pytest.mark.parametrize(
    ("printed", "count", "said"),
    [
        ("2021-1", 0, "Unchanged since you printed this."),
        ("2021-1", 2, "This has changed since you printed it: see below."),
        (
            "nonsense",
            0,
            "This site does not recognise the version of your print-out, and nothing has changed "
            "since the first.",
        ),
        (
            "nonsense",
            2,
            "This site does not recognise the version of your print-out. All that has ever changed "
            "is below.",
        ),
    ],
)
def test_what_a_print_out_is_told(
    without_page: Callable[..., Any], printed: str, count: int, said: str
) -> None:
    """By how much has changed since then."""
    tell = "(_, releases, printed, count) => printOut(releases, printed).said(count)"
    assert without_page("inline/releases.js", tell, RELEASES, printed, count) == said
