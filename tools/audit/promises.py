"""Runs the tests that state what no checking tool knows: journeys by keyboard, and the structure.

They are the ordinary tests, told apart by a mark, so that each promise is written once.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.metadata import version as installed
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from tools.audit.findings import Finding
from tools.audit.nu import NobodyToAskError

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """How many tests ran, and which failed."""

    tests: int
    failed: list[Finding]


def version() -> str:
    """What runs the tests, with its version."""
    return f"our own tests, pytest {installed('pytest')}"


def run(mark: str) -> Ran:
    """Run the tests with this mark. Raises `NobodyToAskError` where they cannot be run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-m", mark, f"--junitxml={report}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1) or not report.is_file():
            raise NobodyToAskError(f"The tests did not run:\n{done.stdout}{done.stderr}")
        return ran(ElementTree.parse(report))


def ran(report: ElementTree.ElementTree[ElementTree.Element]) -> Ran:
    """What came of the tests, from pytest's report. What could not begin was not tried, so no
    record may count it: raises `NobodyToAskError` where a test has no ground to stand on."""
    cases = list(report.iter("testcase"))
    for wrong in (wrong for case in cases for wrong in case if wrong.tag in ("error", "skipped")):
        raise NobodyToAskError(f"A test could not begin: {wrong.get('message')}\n{wrong.text}")
    failed = [
        Finding("tests", case.get("name", ""), f"{case.get('classname')}: {wrong.get('message')}")
        for case in cases
        for wrong in case
        if wrong.tag == "failure"
    ]
    return Ran(len(cases), failed)
