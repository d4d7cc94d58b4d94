"""What the tests of built sites share: the toolkit as read from its files, and as built."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import read_framework
from generator.model import Framework
from tests.conftest import ROOT, SITE_URL
from tests.site.markup import Site


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework that the toolkit's own data describes."""
    return read_framework(ROOT / "framework_data").framework


@pytest.fixture(scope="session")
def toolkit(site: Path) -> Site:
    """The built toolkit, below a sub-path."""
    return Site(site, SITE_URL)
