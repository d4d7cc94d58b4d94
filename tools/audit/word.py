"""Asks LibreOffice to open every Word sheet and to make a PDF of it, and veraPDF about that PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tools.audit import vera
from tools.audit.findings import Finding
from tools.audit.nu import NobodyToAskError

FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""Asks for a PDF that is meant to conform to PDF/UA."""

TABS, MENDED = "7.18.3-1 ", (7, 5, 4)
"""A rule that LibreOffice breaks by itself before this version: it writes the order of Tab as text.

See https://openpreservation.org/blogs/tabs-keys-in-pdf-page-objects-what-are-they-and-should-i-care/
"""


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
            if not (finding.says.startswith(TABS) and _number() < MENDED):
                yield Finding("word", _path(pdfs[made / finding.page], folder), finding.says)


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
