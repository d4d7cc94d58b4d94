"""Asks the Nu HTML checker (npm `vnu-jar`, by the W3C and others, MIT) about pages.

It is asked for the pages as they are served, because what a page's policy allows depends on the
address that it comes from.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.audit.findings import Finding

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"

LOCALLY = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""Lets the checker ask this machine for pages."""


class NobodyToAskError(Exception):
    """What a check needs is not here."""


def java() -> str:
    """The path of Java. Raises `NobodyToAskError` where there is none."""
    found = shutil.which("java")
    if not found:
        raise NobodyToAskError("This needs Java 17 or newer.")
    return found


def version() -> str:
    """The name of the checker, with its version."""
    package = json.loads((JAR.parents[2] / "package.json").read_text(encoding="utf-8"))
    return f"Nu HTML checker {package['version']}"


def check(site: str, pages: Sequence[str]) -> Iterator[Finding]:
    """Every error and warning on the pages at these paths of the site at the address `site`."""
    if not JAR.is_file():
        raise NobodyToAskError("The Nu HTML checker is not here; `make audit` gets it from npm.")
    command = [java(), LOCALLY, "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *(site + page for page in pages)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        raise NobodyToAskError(f"The Nu HTML checker gave up:\n{done.stderr}") from None
    for message in messages:
        if message["type"] == "non-document-error":
            raise NobodyToAskError(f"The Nu HTML checker did not see a page: {message}")
        extract = re.sub(r"\s+", " ", message.get("extract", "")).strip()
        page = message.get("url", "").removeprefix(site)
        yield Finding("nu", page, f"{message['message']} {extract}".strip())
