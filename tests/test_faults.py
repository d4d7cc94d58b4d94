"""The deliberate faults with which `python -m tools.faults` tries the tests are real ones."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

TOOL: dict[str, Any] = runpy.run_module("tools.faults.__main__", run_name="tools.faults")
FAULTS = TOOL["read"]()
SOURCES = TOOL["texts"](ROOT)


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    """So that a line of the table is about one of them."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 45


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_still_be_made(fault: Any) -> None:
    """Its text stands once in the sources, the fault changes it, and its tests are there."""
    (place,) = TOOL["places"](fault, SOURCES)
    assert isinstance(place, Path)
    assert fault.becomes != fault.text
    files = [test for test in fault.tests if test not in TOOL["CHECKS"]]
    assert [] == [file for file in files if not (ROOT / file).exists()]
