"""The whole framework, and how its parts find each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from generator.model.about import About
from generator.model.glossary import Term
from generator.model.ledger import Ledger
from generator.model.plan import Plan
from generator.model.resource import Resource
from generator.model.rights import Rights
from generator.model.searches import Search
from generator.model.section import Question, Section
from generator.model.values import Record

WHOLE = "framework"
"""The id of the framework as a whole: of its page, its sheet and its permanent address."""

Item = TypeVar("Item")


@dataclass(frozen=True, order=True)
class Number:
    """The number that people see: of a section, such as 3, or of a question in it, such as 3.2.

    Both count from 1; `question` is 0 for a section.
    """

    section: int
    question: int = 0

    def __str__(self) -> str:
        return f"{self.section}.{self.question}" if self.question else f"{self.section}"


class NumberedQuestion(NamedTuple):
    """A question where it stands: its number, and its section."""

    number: Number
    section: Section
    question: Question


class Framework(Record):
    """The whole framework, with every reference in it checked."""

    about: About
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...]
    ledger: Ledger = Ledger()
    plans: tuple[Plan, ...] = ()
    terms: tuple[Term, ...] = ()
    searches: tuple[Search, ...] = ()

    @cached_property
    def questions(self) -> tuple[NumberedQuestion, ...]:
        """Every question in order, with the number that people see."""
        return tuple(
            NumberedQuestion(Number(number, place), section, question)
            for number, section in enumerate(self.sections, start=1)
            for place, question in enumerate(section.questions, start=1)
        )

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """The number of each section and question, by id."""
        sections = {section.id: Number(n) for n, section in enumerate(self.sections, start=1)}
        return MappingProxyType(
            sections | {numbered.question.id: numbered.number for numbered in self.questions}
        )

    @cached_property
    def numbered(self) -> Mapping[str, NumberedQuestion]:
        """Every question by its id."""
        return MappingProxyType({item.question.id: item for item in self.questions})

    @cached_property
    def _resources_by_id(self) -> Mapping[str, Resource]:
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def _helping(self) -> Mapping[str, list[Resource]]:
        """The resources that help with each question, by its id."""
        return _by_each((name, resource) for resource in self.resources for name in resource.serves)

    @cached_property
    def _homes(self) -> Mapping[str, list[Section]]:
        """The sections to which each resource belongs, by its id."""
        return _by_each((name, section) for section in self.sections for name in section.resources)

    @cached_property
    def _plans_on(self) -> Mapping[str, list[Plan]]:
        """The plans whose questions all are of one section, by its id."""
        homes = {item.question.id: item.section.id for item in self.questions}
        asked = (
            (plan, {homes[name] for slot in plan.agenda for name in slot.questions})
            for plan in self.plans
        )
        return _by_each((name, plan) for plan, of in asked if len(of) == 1 for name in of)

    def resource(self, name: str) -> Resource:
        """The resource whose id is `name`. Raises KeyError where there is none."""
        return self._resources_by_id[name]

    def resources_of(self, section: Section) -> Iterator[Resource]:
        """The resources of one section, in its order."""
        return map(self.resource, section.resources)

    def rights_of(self, record: Section | Question | Resource) -> Rights:
        """Who owns a section or question, or the title and description of a resource.

        A record without rights of its own has those of its section, then the framework's.
        """
        section = self.numbered[record.id].section if isinstance(record, Question) else record
        return record.rights or section.rights or self.about.rights

    def rights_in_card(self, resource: Resource) -> Rights:
        """Who owns the words of a resource's card, and their licence."""
        return resource.card_rights or resource.rights or self.about.guidance_rights

    def rights_in_ways(self, question: Question) -> Rights:
        """Who owns the ways in to a question, and their licence."""
        stated = question.ways_in.rights if question.ways_in else None
        section = self.numbered[question.id].section
        return stated or question.rights or section.rights or self.about.guidance_rights

    def rights_in_plan(self, plan: Plan) -> Rights:
        """Who owns the words of a session plan, the questions in it apart."""
        return plan.rights or self.about.guidance_rights

    def plans_on(self, section: Section) -> tuple[Plan, ...]:
        """The session plans that ask questions of this section alone, in order."""
        return tuple(self._plans_on.get(section.id, ()))

    def resources_for(self, question: Question) -> tuple[Resource, ...]:
        """The resources that help with a question, in order."""
        return tuple(self._helping.get(question.id, ()))

    def served_by(self, resource: Resource) -> tuple[NumberedQuestion, ...]:
        """The questions that a resource helps with, in their order."""
        found = (self.numbered[name] for name in resource.serves)
        return tuple(sorted(found, key=lambda item: item.number))

    def sections_of(self, resource: Resource) -> tuple[Section, ...]:
        """The sections to which a resource belongs; none for one that stands outside them."""
        return tuple(self._homes.get(resource.id, ()))

    @property
    def other_resources(self) -> Iterator[Resource]:
        """The resources that stand outside the sections, in order."""
        return map(self.resource, self.about.other_resources)


def _by_each(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, list[Item]]:
    """What stands beside each name, in the order of the pairs."""
    found: dict[str, list[Item]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return found
