"""The audit tells faults from what is explained, and writes what came of it for the statement."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from generator.errors import FrameworkError
from generator.web.audit import Check, read
from tools.audit.__main__ import conclude
from tools.audit.findings import Exempt, Finding, exceptions, judge
from tools.audit.nu import NobodyToAskError
from tools.audit.promises import ran
from tools.audit.word import only_lines_are_unmarked

KNOWN = Exempt("nu", "^Attribute “x” is", "The theme needs it.")
EXPLAINED = Finding("nu", "plan/", "Attribute “x” is not allowed here.")
FAULT = Finding("axe", "plan/", "label: <input>: has no label", "in dark colours")
PAGES = Check(what="Every page", tool="axe", count=2, unit="pages", faults=0)


def test_an_explained_finding_is_no_fault_and_is_counted(tmp_path: Path) -> None:
    """The record says how often, and why; the day of the run stands in words."""
    record = tmp_path / "audit.json"
    assert 0 == conclude([(PAGES, [EXPLAINED])], [KNOWN], record)
    audit = read(record)
    assert [(0, 1)] == [(check.faults, check.excepted) for check in audit.checks]
    assert [(1, KNOWN.why)] == [(item.times, item.why) for item in audit.exceptions]
    assert str(audit.day.year) in audit.day_in_words


def test_a_fault_stops_the_audit_and_stands_in_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told with the page, how that was shown, and what is wrong; the statement admits it."""
    record = tmp_path / "audit.json"
    assert 1 == conclude([(PAGES, [FAULT])], [], record)
    assert [1] == [check.faults for check in read(record).checks]
    said = capsys.readouterr().out
    assert "axe, in dark colours: plan/:\n    label: <input>: has no label" in said


def test_an_exception_that_explains_nothing_stops_the_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was mended is taken off the list, so that it cannot come back unseen."""
    assert 1 == conclude([(PAGES, [])], [KNOWN], tmp_path / "audit.json")
    assert "nothing is explained any more by '^Attribute “x” is'" in capsys.readouterr().out


def test_the_pages_that_we_render_whole_have_no_exceptions() -> None:
    """Sheets, permanent addresses and questions to embed are ours to mend."""
    for path in ("go/vision/?v=0", "embed/vision/", "worksheets/sharing/large/"):
        assert 1 == len(judge([EXPLAINED._replace(page=path)], [KNOWN]).faults)


REPORT = """<testsuite><testcase classname="tests.one" name="test_good" />
<testcase classname="tests.one" name="test_bad"><{0} message="It broke">The line</{0}></testcase>
</testsuite>"""


def reported(tag: str) -> ElementTree.ElementTree[ElementTree.Element]:
    return ElementTree.ElementTree(ElementTree.fromstring(REPORT.format(tag)))


def test_a_promise_that_is_broken_is_a_fault() -> None:
    """It is counted among the tests that ran, with what it said."""
    assert (2, [Finding("tests", "test_bad", "tests.one: It broke")]) == ran(reported("failure"))


@pytest.mark.parametrize("tag", ["error", "skipped"])
def test_a_promise_that_could_not_be_tried_stops_the_audit(tag: str) -> None:
    """It is no fault of the site and no success: so nothing is recorded, and the reason is told."""
    with pytest.raises(NobodyToAskError, match="could not begin: It broke\nThe line"):
        ran(reported(tag))


@pytest.mark.parametrize(
    ("drawn", "fine"),
    [
        (b"/Artifact BMC BT (x) Tj ET EMC q 0 0 m 9 0 l S Q", True),
        (b"/P <</MCID 0>> BDC BT (x) Tj ET EMC", True),
        (b"/P <</MCID 0>> BDC EMC BT (x) Tj ET", False),
        (b"0 0 9 9 re f", False),
    ],
    ids=["a line", "nothing", "words", "an area"],
)
def test_only_lines_may_be_unmarked(tmp_path: Path, drawn: bytes, fine: bool) -> None:
    """In a PDF that LibreOffice makes of a Word sheet: it marks no lines of paragraphs."""
    pdf = pikepdf.new()
    pdf.add_blank_page().contents_add(drawn)
    pdf.save(tmp_path / "made.pdf")
    assert only_lines_are_unmarked(tmp_path / "made.pdf") == fine


def test_an_exception_says_why(tmp_path: Path) -> None:
    """One without a reason is refused."""
    listed = tmp_path / "exceptions.toml"
    listed.write_text('[[exception]]\ntool = "nu"\nsays = "x"\nwhy = ""\n', encoding="utf-8")
    with pytest.raises(ValueError, match="an exception has 'tool', 'says' and 'why'"):
        exceptions(listed)


@pytest.mark.parametrize("text", [None, "{}", "no JSON"])
def test_a_record_that_cannot_be_read_is_a_mistake_of_the_page(
    tmp_path: Path, text: str | None
) -> None:
    """The author is told which command writes it."""
    if text:
        (tmp_path / "audit.json").write_text(text, encoding="utf-8")
    with pytest.raises(FrameworkError, match=r"audit\.json:1:1: .*run 'make audit' to write it"):
        read(tmp_path / "audit.json")
