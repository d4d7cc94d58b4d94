"""What the tests hold the toolkit to: the framework's words, and a small framework of their own."""

from __future__ import annotations

from pathlib import Path

from generator.checks.run import read_framework
from generator.data.yaml_reader import read
from generator.model.framework import Framework
from generator.model.plan import Plan
from generator.model.rights import Rights
from generator.model.section import WaysIn

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


def with_ways() -> Framework:
    """The small framework with ways in to each of its questions; the first names the second."""

    def deepened(name: str) -> WaysIn:
        return WaysIn(
            prompts=(f"And {name}?", "What then?"),
            listen_for="A silence.",
            hardest="The last one.",
            safer="Write first.",
            questions=("why",) if name == "who" else (),
        )

    sections = []
    for section in small().sections:
        ways = [it.model_copy(update={"ways_in": deepened(it.id)}) for it in section.questions]
        sections.append(section.model_copy(update={"questions": tuple(ways)}))
    return small().model_copy(update={"sections": tuple(sections)})


NORTHSHIRE = Rights(holder="Northshire", licence="CC BY 4.0")
"""Who added what `added` has."""


def added() -> Framework:
    """The small framework, with a question and a section that somebody else added."""
    framework = small()
    one, two = framework.sections
    who, why = one.questions
    theirs = {"rights": NORTHSHIRE}
    one = one.model_copy(update={"questions": (who, why.model_copy(update=theirs))})
    return framework.model_copy(update={"sections": (one, two.model_copy(update=theirs))})


def planned() -> Framework:
    """The small framework with its session plan."""
    plan = Plan.model_validate(read(FOLDER / "plan.yml", FOLDER, "plan.yml").value)
    return small().model_copy(update={"plans": (plan,)})
