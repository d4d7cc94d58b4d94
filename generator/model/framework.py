"""The framework as one record, with look-ups between its parts.

Takes validated records; gives sections, questions, resources and plans by id or by relation, with
their numbers and the rights that apply to each. Must not know how any of them is shown.
"""

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
from generator.model.sheet_kinds import KINDS
from generator.model.values import Record

WHOLE = "framework"
"""The id of the framework as a whole, used for its page, its sheet and its permanent address."""

Item = TypeVar("Item")


@dataclass(frozen=True, order=True)
class Number:
    """The number shown for a section, such as 3, or for a question in it, such as 3.2.

    Both parts count from 1; `question` is 0 for a section.
    """

    section: int
    question: int = 0

    def __str__(self) -> str:
        return f"{self.section}.{self.question}" if self.question else f"{self.section}"


class NumberedQuestion(NamedTuple):
    """A question with its number and its section."""

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
        """Every question in order, with its number and section."""
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
    def questions_by_id(self) -> Mapping[str, NumberedQuestion]:
        """Every question, by id, with its number and section."""
        return MappingProxyType({item.question.id: item for item in self.questions})

    @cached_property
    def records_by_id(self) -> Mapping[str, Section | Resource | Plan]:
        """Every section, resource and session plan, by id."""
        every: tuple[Section | Resource | Plan, ...]
        every = (*self.sections, *self.resources, *self.plans)
        return MappingProxyType({record.id: record for record in every})

    @cached_property
    def sheet_titles(self) -> Mapping[str, str]:
        """What a session plan calls each sheet that it may name, by the id of the sheet."""
        sections = {it.id: f"{self.numbers[it.id]} {it.title}" for it in self.sections}
        titles: Mapping[str, Mapping[str, str]] = {
            "framework": {WHOLE: self.about.title},
            "section": sections,
            "resource": {it.id: it.title for it in self.resources},
            "session plan": {it.id: it.title for it in self.plans},
            "": {"": ""},
        }
        return MappingProxyType(
            {
                kind.id_of(name): kind.prefix + (kind.title or title)
                for kind in KINDS
                for name, title in titles.get(kind.record_kind, {}).items()
            }
        )

    @cached_property
    def _resources_by_id(self) -> Mapping[str, Resource]:
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def _resources_by_question(self) -> Mapping[str, list[Resource]]:
        """The resources that help with each question, by the question's id."""
        return _grouped((name, resource) for resource in self.resources for name in resource.serves)

    @cached_property
    def _sections_by_resource(self) -> Mapping[str, list[Section]]:
        """The sections to which each resource belongs, by the resource's id."""
        return _grouped((name, section) for section in self.sections for name in section.resources)

    @cached_property
    def _plans_by_section(self) -> Mapping[str, list[Plan]]:
        """The plans whose questions all belong to one section, by the section's id."""
        section_of = {item.question.id: item.section.id for item in self.questions}
        sections = (
            (plan, {section_of[name] for slot in plan.agenda for name in slot.questions})
            for plan in self.plans
        )
        return _grouped((name, plan) for plan, ids in sections if len(ids) == 1 for name in ids)

    def with_plans(self, plans: tuple[Plan, ...]) -> Framework:
        """Return the same framework with other session plans; a copy would keep old look-ups."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self.model_construct(**fields | {"plans": plans})

    def resource(self, name: str) -> Resource:
        """Return the resource with the id `name`. Raises KeyError if there is none."""
        return self._resources_by_id[name]

    def resources_of(self, section: Section) -> Iterator[Resource]:
        """Yield the resources of a section, in the section's order."""
        return map(self.resource, section.resources)

    def rights_of(self, record: Section | Question | Resource) -> Rights:
        """Return the rights in a section, a question, or a resource's title and description.

        A record without rights of its own inherits those of its section, then the framework's.
        """
        parent = self.questions_by_id[record.id].section if isinstance(record, Question) else record
        return record.rights or parent.rights or self.about.rights

    def rights_in_card(self, resource: Resource) -> Rights:
        """Return the rights in the text of a resource's card."""
        return resource.card_rights or resource.rights or self.about.guidance_rights

    def rights_in_ways(self, question: Question) -> Rights:
        """Return the rights in the ways in to a question."""
        stated = question.ways_in.rights if question.ways_in else None
        section = self.questions_by_id[question.id].section
        return stated or question.rights or section.rights or self.about.guidance_rights

    def rights_in_plan(self, plan: Plan) -> Rights:
        """Return the rights in the text of a session plan, apart from the questions in it."""
        return plan.rights or self.about.guidance_rights

    def plans_on(self, section: Section) -> tuple[Plan, ...]:
        """Return the session plans that only use questions of this section, in order."""
        return tuple(self._plans_by_section.get(section.id, ()))

    def resources_for(self, question: Question) -> tuple[Resource, ...]:
        """Return the resources that help with a question, in order."""
        return tuple(self._resources_by_question.get(question.id, ()))

    def questions_for(self, resource: Resource) -> tuple[NumberedQuestion, ...]:
        """Return the questions that a resource helps with, in the order of their numbers."""
        found = (self.questions_by_id[name] for name in resource.serves)
        return tuple(sorted(found, key=lambda item: item.number))

    def sections_of(self, resource: Resource) -> tuple[Section, ...]:
        """Return the sections to which a resource belongs; none if it belongs to no section."""
        return tuple(self._sections_by_resource.get(resource.id, ()))

    @property
    def other_resources(self) -> Iterator[Resource]:
        """The resources that belong to no section, in order."""
        return map(self.resource, self.about.other_resources)


def _grouped(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, list[Item]]:
    """Group the second value of each pair by the first, keeping the order of the pairs."""
    groups: dict[str, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return groups
