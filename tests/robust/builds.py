"""Builds of a small project as a person runs them, and what they leave in its folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.web import manifest
from tests.commands import LONGEST, ran
from tests.conftest import write

BUILD = [sys.executable, "-m", "generator.cli", "build"]
CHECK = [sys.executable, "-m", "generator.cli", "check"]
PLAIN = [sys.executable, "-m", "mkdocs", "build", "--strict"]


def started(project: Path, command: list[str] = BUILD, **options: Any) -> subprocess.Popen[str]:
    """A build that runs in `project`; what it prints is kept for `communicate`."""
    environment: Mapping[str, str] = options.pop("environment", {})
    return subprocess.Popen(
        command,
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        **options,
    )


def built(project: Path, command: list[str] = BUILD, **options: Any) -> tuple[int, str]:
    """The exit code of a build, and all that it said."""
    if options.keys() <= {"environment"}:
        done = ran(command, project, options.get("environment", {}), joined=True)
        return done.returncode, done.stdout
    process = started(project, command, **options)
    said, _ = process.communicate(timeout=LONGEST)
    return process.returncode, said


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def site_of(project: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """Lay out an earlier site in `site/` as if a build had made its files; gives its content."""
    write(project / "site", files)
    manifest.write(project / "site", files)
    return content(project / "site")


def killed(process: subprocess.Popen[Any], how: signal.Signals = signal.SIGKILL) -> str:
    """Stop a process that we started; returns what it said."""
    process.send_signal(how)
    said, _ = process.communicate(timeout=LONGEST)
    return str(said)


def permissions_bind() -> None:
    """Make the permissions of files bind this process, whoever runs it; for `preexec_fn`."""
    if os.geteuid() == 0:  # the superuser may read and write all: give that right up
        import ctypes

        for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
                raise OSError("the superuser's rights cannot be given up here")


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""Numbers of Linux."""
