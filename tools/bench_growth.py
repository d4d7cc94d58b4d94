"""What a build costs for each question when the framework is 1, 10 and 100 times its size.

    python -m tools.bench_growth [TIMES …]

Each framework holds so many copies of every section, resource and session plan of this one, under
ids of their own, with its ledger. It is built as a site without sheets as files (those cost the
same each, whatever the size). Processor time and the most memory are those of the build, less
those of a build of MkDocs without this toolkit's data counted in: the smallest size shows them.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.model.sheet_kinds import ENDINGS
from tools.bench_page import Aim, Part

ROOT = Path(__file__).parent.parent
DATA = ROOT / "framework_data"
TIMES = (1, 10, 100)
MOST = 1.2
"""How many times as much a question may cost at the largest size as at the one before."""

LARGE = 2300
BEFORE = {"s": 152.3, "MB": 1018}
"""What that many questions took before (commit 9e74ea0), measured in the same quarter of an hour of
2026-11-28 and on the same machine as what stands in BENCHMARKS.md."""

SHARES = {"s": 0.6, "MB": 0.5}
"""What part of that they may take on the same machine: no ratio within one run tells of it."""

CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {root}/docs
theme: {{custom_dir: {root}/overrides}}
watch: []
plugins:
  - partnering: {{data_dir: {data}, sheets: false, address: "https://toolkit.example/"}}
  - macros:
      modules: [generator.macros]
      render_by_default: false
      on_undefined: strict
      on_error_fail: true
"""


class Cost(NamedTuple):
    """What a build took: questions, seconds of processor time, and MB of memory at the most."""

    questions: int
    seconds: float
    memory: float


def part(times: Sequence[int] = TIMES) -> Part:
    """Measure, and report."""
    with tempfile.TemporaryDirectory() as temporary:
        return report([_cost(Path(temporary) / str(number), number) for number in times])


def _cost(folder: Path, times: int) -> Cost:
    data = grown(folder / "data", times)
    _run("generator.cli", "permalinks", "--update", "--data", str(data))
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(root=ROOT, data=data), encoding="utf-8")
    used = _run("mkdocs", "build", "--quiet", "-f", str(config), "-d", str(folder / "site"))
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(23 * times, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def _run(*arguments: str) -> resource.struct_rusage:
    """Run a module; gives what it and its own processes used."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used


def grown(folder: Path, times: int) -> Path:
    """Write a framework of `times` the size of this one as a folder of data."""
    kinds = {kind: _records(kind) for kind in ("sections", "resources", "plans")}
    ids = {record["id"] for records in kinds.values() for record in records}
    ids |= {question["id"] for section in kinds["sections"] for question in section["questions"]}
    whole = _read(DATA / "framework.yml")
    if times > 1:
        whole.pop("picture")  # a ring of three to six sections
    whole["other_resources"] = [
        _renamed(name, ids, copy) for copy in range(times) for name in whole["other_resources"]
    ]
    _write(folder / "framework.yml", whole)
    for name in ("links.yml", "glossary.yml"):
        _write(folder / name, _read(DATA / name))
    for kind, records in kinds.items():
        for copy in range(times):
            for number, record in enumerate(records):
                place = f"{copy * len(records) + number:05}-{record['id']}"
                new = _renamed(record, ids, copy)
                new["title"] += f" ({copy})" if copy else ""
                _write(folder / kind / f"{new['id'] if kind == 'resources' else place}.yml", new)
    return folder


def _renamed(value: Any, ids: set[str], copy: int) -> Any:
    """`value` with every id in it that of a copy; that of its sheet too."""
    if isinstance(value, dict):
        return {key: _renamed(inner, ids, copy) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, ids, copy) for inner in value]
    name = re.sub(f"({'|'.join(ENDINGS)})$", "", value)
    sheet = value[len(name) :]
    return f"{name}-{copy}{sheet}" if copy and name in ids else value


def _records(kind: str) -> list[Any]:
    files = (DATA / kind).glob("*.yml")
    return [_read(file) for file in sorted(files, key=lambda file: _in_order(file.name))]


def _in_order(name: str) -> tuple[int, str]:
    figures = re.match("[0-9]*", name)
    return int(figures[0] or 0) if figures else 0, name


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def _write(file: Path, record: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def report(costs: Sequence[Cost]) -> Part:
    """The table: what each further question costs, beside the size before."""
    lines = [
        "| questions | each beside the size before | CPU, s | ms a further question | memory, MB "
        "| kB a further question |",
        "| --: | --: | --: | --: | --: | --: |",
    ]
    earlier: Cost | None = None
    spent: list[float] = []
    for cost in costs:
        row = [f"{cost.questions:,}", "–", f"{cost.seconds:.1f}", "–", f"{cost.memory:.0f}", "–"]
        if earlier:
            more = cost.questions - earlier.questions
            spent.append((cost.seconds - earlier.seconds) / more)
            row[3] = f"{spent[-1] * 1000:.0f}"
            row[5] = f"{(cost.memory - earlier.memory) / more * 1024:.0f}"
            row[1] = f"{spent[-1] / spent[-2]:.2f}" if len(spent) > 1 else "–"
        lines.append(f"| {' | '.join(row)} |")
        earlier = cost
    return Part("\n".join(lines), [*_aims(costs[-1], spent)])


def _aims(largest: Cost, spent: Sequence[float]) -> Iterator[Aim]:
    """`spent` are the seconds that each further question took, from size to size."""
    flat = spent[-1] / spent[-2] if len(spent) > 1 else None
    yield Aim("a further question, beside one at a tenth of the size", flat, MOST)
    for unit, measured in (("s", largest.seconds), ("MB", largest.memory)):
        what = {"s": "CPU", "MB": "memory"}[unit]
        said = f"{what} at {LARGE:,} questions, of {BEFORE[unit]:,} {unit} before"
        most = round(SHARES[unit] * BEFORE[unit], 1)
        yield Aim(said, measured if largest.questions == LARGE else None, most, unit)


if __name__ == "__main__":
    print(part([int(number) for number in sys.argv[1:]] or TIMES).markdown)
