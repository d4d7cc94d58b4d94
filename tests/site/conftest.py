"""What the tests of built sites share: the toolkit, read as a browser would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SITE_URL
from tests.site.markup import Site


@pytest.fixture(scope="session")
def toolkit(site: Path) -> Site:
    """The built toolkit, below a sub-path."""
    return Site(site, SITE_URL)
