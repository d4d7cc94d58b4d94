"""What the tests hold the toolkit to: the framework's words, and a small framework of their own."""

from __future__ import annotations

from pathlib import Path

from generator.checks import read_framework
from generator.model import Framework, Plan
from generator.source import read

FOLDER = Path(__file__).parent

SMALL = {
    file.relative_to(FOLDER / "small").as_posix(): file.read_text(encoding="utf-8")
    for file in sorted((FOLDER / "small").rglob("*.yml"))
}
"""The files of a small framework: two sections, a rich resource and a minimal one."""


PLAN = (FOLDER / "plan.yml").read_text(encoding="utf-8")
"""The file of a session plan for it."""


def small() -> Framework:
    """The small framework, read."""
    return read_framework(FOLDER / "small").framework


def planned() -> Framework:
    """The small framework with its session plan."""
    plan = Plan.model_validate(read(FOLDER / "plan.yml", FOLDER, "plan.yml").value)
    return small().model_copy(update={"plans": (plan,)})
