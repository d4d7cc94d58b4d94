"""Runs `python -m` in a process of its own, which need not import everything anew.

A Python that has imported the toolkit and MkDocs waits for commands; for each it forks, and the
fork runs the module. Most of the time of a small build would otherwise go into the imports.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent

LONGEST = 600
"""Seconds after which a command is stopped."""

FORKING = f"""
import json, os, runpy, signal, sys
import generator.cli, generator.macros, generator.plugin, mkdocs.__main__, mkdocs.commands.build

del sys.modules["generator.cli"], sys.modules["mkdocs.__main__"]  # these are run, not imported
answers = os.fdopen(os.dup(1), "w")
for line in sys.stdin:
    module, arguments, folder, environment, out, error = json.loads(line)
    if not os.fork():
        answers.close()
        for number, file in ((0, os.devnull), (1, out), (2, error or out)):
            opened = os.open(file, os.O_APPEND | os.O_CREAT | (os.O_WRONLY if number else 0))
            os.dup2(opened, number)
            os.close(opened)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        signal.alarm({LONGEST})
        sys.argv[1:] = arguments
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        break
    _, status = os.wait()
    print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
"""


def ran(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    joined: bool = False,
) -> subprocess.CompletedProcess[str]:
    """What came of `[sys.executable, "-m", module, …]`, run in `folder`.

    Its environment is this one and what is given; what it says on its error stream is `joined` to
    the rest where that is asked for. Where the environment has words for Python itself, or where
    this system cannot fork, a fresh Python is started.
    """
    everything = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | dict(environment)
    if not hasattr(os, "fork") or any(name.startswith("PYTHON") for name in environment):
        return subprocess.run(
            command,
            cwd=folder,
            env=everything,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if joined else subprocess.PIPE,
            text=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )
    own, _, module, *arguments = command
    assert own == sys.executable
    with TemporaryDirectory() as said:
        out, error = Path(said, "out"), Path(said, "error")
        ask = (module, arguments, str(folder), everything, str(out), "" if joined else str(error))
        server = _forking()
        assert server.stdin and server.stdout
        print(json.dumps(ask), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        told = [file.read_text("utf-8") if file.exists() else "" for file in (out, error)]
    return subprocess.CompletedProcess(command, code, *told)


@cache
def _forking() -> subprocess.Popen[str]:
    """The Python that forks, until this one ends."""
    server = subprocess.Popen(
        [sys.executable, "-c", FORKING],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server
