"""Asks LibreOffice to open every Word sheet and to make a PDF of it, and veraPDF about that PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pikepdf

from tools.audit import vera
from tools.audit.findings import Finding
from tools.audit.nu import NobodyToAskError

FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""Asks for a PDF that is meant to conform to PDF/UA."""

TABS, MENDED = "7.18.3-1 ", (7, 5, 4)
"""A rule that LibreOffice breaks by itself before this version: it writes the order of Tab as text.

See https://openpreservation.org/blogs/tabs-keys-in-pdf-page-objects-what-are-they-and-should-i-care/
"""

UNMARKED = "7.1-3 "
"""The rule that everything is either tagged or marked as decoration.

LibreOffice does not mark the lines above and below paragraphs: they are no fault of a Word file, as
long as nothing else is unmarked.
"""

_BEGIN, _END = ("BMC", "BDC"), "EMC"
_LINE = frozenset(
    {"q", "Q", "cm", "w", "J", "j", "M", "d", "i", "gs", "m", "l", "h", "S", "re", "n"}
)
_LINE |= {"W", "W*", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k"}
"""The operators of PDF that draw lines, and set how and within what."""


def here() -> bool:
    """Whether there is a LibreOffice to ask."""
    return shutil.which("soffice") is not None


@cache
def version() -> str:
    """The name of the program, with its version."""
    return " ".join(_soffice("--version").split()[:2])


def check(folder: Path, files: Sequence[Path]) -> Iterator[Finding]:
    """What is wrong with each Word file; `folder` is the one that paths are given from."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        made = work / "made"
        _soffice(profile, "--headless", "--convert-to", FILTER, "--outdir", str(made), *files)
        pdfs = {made / f"{file.stem}.pdf": file for file in files}
        for pdf, file in pdfs.items():
            if not pdf.is_file():
                yield Finding("word", _path(file, folder), "LibreOffice made no PDF of it")
        for finding in vera.check(made, [pdf for pdf in pdfs if pdf.is_file()]):
            pdf = made / finding.page
            if finding.says.startswith(TABS) and _number() < MENDED:
                continue
            if finding.says.startswith(UNMARKED) and only_lines_are_unmarked(pdf):
                continue
            yield Finding("word", _path(pdfs[pdf], folder), finding.says)


def only_lines_are_unmarked(file: Path) -> bool:
    """Whether all that a PDF shows, lines apart, is tagged or marked as decoration."""
    with pikepdf.open(file) as pdf:
        return all(_LINE.issuperset(_unmarked(page)) for page in pdf.pages)


def _unmarked(page: pikepdf.Page) -> Iterator[str]:
    """The operators of a page that stand within no mark."""
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += (operator in _BEGIN) - (operator == _END)
        if not depth and operator != _END:
            yield operator


def _path(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


def _number() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version()))


def _soffice(*arguments: str | Path) -> str:
    done = subprocess.run(
        ["soffice", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NobodyToAskError(f"LibreOffice gave up:\n{done.stderr}")
    return done.stdout
