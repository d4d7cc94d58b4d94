"""Audits a built site: every page and every PDF, by every check. Writes what came of it.

    python -m tools.audit SITE RECORD

SITE is the folder of a site built for an address without a path; RECORD the JSON file to write,
which the accessibility statement shows. Prints each fault and a table. The exit code is 0 where
nothing is wrong, 1 where something is or an exception explains nothing, and 2 where a check could
not be made; then nothing is written.
"""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.system.progress import progress
from generator.web.audit import Audit, Check, Exemption
from tools.audit import nu, promises, sweep, vera, word
from tools.audit.findings import Exempt, Finding, Judged, exceptions, judge, told, unused

MARKS = {
    "structure": "headings, landmarks, language and names",
    "keyboard": "keyboard journeys",
}
"""The marks of the tests that take part, and what they try."""


Checked = tuple[Check, list[Finding]]
"""A check, and what it found."""


def main(arguments: Sequence[str]) -> int:
    """Audit what `arguments` name. Returns the exit code."""
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print("usage: python -m tools.audit SITE RECORD", file=sys.stderr)
        return 2
    listed = exceptions(Path(__file__).with_name("exceptions.toml"))
    try:
        checks = list(_checks(Path(arguments[0])))
    except nu.NobodyToAskError as error:
        print(error, file=sys.stderr)
        return 2
    return conclude(checks, listed, Path(arguments[1]))


def conclude(checks: Sequence[Checked], listed: Sequence[Exempt], record: Path) -> int:
    """Say what came of the checks, and write it to `record`. Returns the exit code."""
    judged = judge([finding for _, found in checks for finding in found], listed)
    rows = [_row(check, found, judged) for check, found in checks]
    _tell(rows, judged)
    record.write_text(_record(rows, judged).model_dump_json(indent=2) + "\n", encoding="utf-8")
    return 1 if judged.faults or unused(judged) else 0


def _checks(site: Path) -> Iterator[Checked]:
    files = sorted(site.rglob("*.html"))
    pages = [f.relative_to(site).as_posix().removesuffix("index.html") for f in files]
    pdfs = sorted(site.rglob("*.pdf"))
    if not pages or not pdfs:
        raise nu.NobodyToAskError(f"There are {len(pages)} pages and {len(pdfs)} PDFs in {site}.")
    for mark, what in MARKS.items():
        print(f"The tests try {what} …", flush=True)
        ran = promises.run(mark)
        check = _check(what.capitalize(), promises.version(), ran.tests, "tests")
        yield check, ran.failed
    print(f"veraPDF reads {len(pdfs)} PDFs …", flush=True)
    found = list(vera.check(site, pdfs))
    yield _check("PDF/UA-1 of every PDF", vera.version(), len(pdfs), "PDFs"), found
    documents = sorted(site.rglob("*.docx"))
    if word.here():
        print(f"LibreOffice opens {len(documents)} Word files …", flush=True)
        found = list(word.check(site, documents))
        tool = f"{word.version()}, {vera.version()}"
        yield (
            _check("Every Word file, and the PDF made of it", tool, len(documents), "files"),
            found,
        )
    else:
        print("LibreOffice is not here: no Word file was opened.", flush=True)
    with served(site) as address:
        print(f"The Nu HTML checker reads {len(pages)} pages …", flush=True)
        found = list(nu.check(address, [sweep.as_read(page) for page in pages]))
        yield _check("HTML of every page", nu.version(), len(pages)), found
        with progress(len(pages), "Seeing every page in every way") as tell:
            swept = sweep.sweep(address, pages, tell)
    for way in sweep.WAYS:
        check = _check(f"Every page {way.name}", f"{sweep.version()}, {swept.browser}", len(pages))
        yield check, [finding for finding in swept.findings if finding.way == way.name]


def _check(what: str, tool: str, count: int, unit: str = "pages") -> Check:
    return Check(what=what, tool=tool, count=count, unit=unit, faults=0)


def _row(check: Check, found: list[Finding], judged: Judged) -> Check:
    """A check with its figures."""
    faults = sum(finding in judged.faults for finding in found)
    figures = {"faults": faults, "excepted": len(found) - faults}
    return check.model_copy(update=figures)


def _record(rows: Sequence[Check], judged: Judged) -> Audit:
    explained = [
        Exemption(tool=entry.tool, finding=entry.says, why=entry.why, times=times)
        for entry, times in judged.times.items()
    ]
    return Audit(day=date.today(), checks=tuple(rows), exceptions=tuple(explained))


def _tell(rows: Sequence[Check], judged: Judged) -> None:
    for line in told(judged.faults):
        print(line)
    for entry in unused(judged):
        print(f"exceptions.toml: nothing is explained any more by '{entry.says}'; take it out")
    print(f"\n{'':44} {'things':>12} {'faults':>7} {'excepted':>9}")
    for row in rows:
        things = f"{row.count} {row.unit}"
        print(f"{row.what:44} {things:>12} {row.faults:7} {row.excepted:9}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a folder is served, as long as the block runs."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
