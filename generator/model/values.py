"""Types of field shared by all records: text, ids, URLs, numbers, and small nested records.

Each type validates its value and carries the marks by which rules select fields. Must not know the
records that use it.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.model.addresses import AddressError, normalise_url

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""An invisible character other than white space: Unicode's default ignorable characters (soft
hyphens, joiners, fillers, variation selectors …) and the blank Braille pattern."""


class Mark(Enum):
    """A property of a field besides its type. Unmarked text is the toolkit's own."""

    WORDS = "words for readers"
    TITLE = "a title or a label, not a sentence"
    NOT_OURS = "words or names of the framework or of others, or no prose"
    NOT_PRINTED = "on no sheet"
    ELSEWHERE = "on sheets and cards beside those of its own record"
    HOME = "a list of the resources that belong here"


class Names(Enum):
    """The kind of item that an id refers to."""

    QUESTION = "question"
    RESOURCE = "resource"
    SHEET = "sheet"


def _visible(text: str) -> str:
    """Return `text` if it has a visible character; raise a validation error otherwise."""
    if not INVISIBLE.sub("", text).strip():
        raise PydanticCustomError("unseen", "nothing can be seen")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_visible),
    Mark.WORDS,
]
"""Plain text, shown exactly as written; a blank line starts a new paragraph."""

Title = Annotated[Text, Mark.TITLE]
"""A title or label in the toolkit's own words."""

Quoted = Annotated[Text, Mark.NOT_OURS]
"""Words or names of the framework or of others, or text that is not prose, such as a version."""

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

MAX_ID_LENGTH = 60
"""The greatest length of an id, in characters."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=MAX_ID_LENGTH)]
"""A permanent id: lower-case letters and digits in words joined by single hyphens."""

QuestionRef = Annotated[Slug, Names.QUESTION]
"""The id of a question in the data."""

ResourceRef = Annotated[Slug, Names.RESOURCE]
"""The id of a resource in the data."""

SheetRef = Annotated[Slug, Names.SHEET]
"""The id of a sheet made from the data."""

WEB_ADDRESS = r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\s@]+@[^\s@]+)$"


def _valid_url(address: str) -> str:
    """Return `address` if it is mailto or a valid http or https URL; raise an error otherwise."""
    if address[:7].lower() != "mailto:":
        try:
            normalise_url(address)
        except AddressError as error:
            context = {"said": f"the address '{address}' {error.wrong}", "right": error.right}
            raise PydanticCustomError("web_address", "{said}", context) from None
    return address


WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS), AfterValidator(_valid_url)]
"""An absolute http, https or mailto URL."""


def _whole_number(value: Any) -> Any:
    """Return `value`; raise a validation error for truth values and for text other than digits."""
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch("-?[0-9]+", value)):
        raise PydanticCustomError("int_type", "not a whole number in figures")
    return value


Minutes = Annotated[int, Field(ge=1, le=2880), BeforeValidator(_whole_number)]
"""A number of minutes, at most two days."""

People = Annotated[int, Field(ge=1, le=1000), BeforeValidator(_whole_number)]
"""A number of people."""

Copies = Annotated[int, Field(ge=1, le=100), BeforeValidator(_whole_number)]
"""A number of copies to print."""


class Record(BaseModel):
    """What every record shares: it cannot be changed, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Link(Record):
    """A web page to go on to."""

    title: Text = Field(description="What the page is called, as the reader will see it.")
    url: WebAddress = Field(description="The address, beginning https://, http:// or mailto:.")
    note: Text | None = Field(None, description="Why to follow it, in a few words.")


Page = Annotated[Link, Mark.NOT_OURS, Mark.NOT_PRINTED]
"""An external web page, shown on screen only."""


class Duration(Record):
    """How long something takes, in minutes."""

    least: Minutes = Field(description="The fewest minutes it takes.")
    most: Minutes | None = Field(
        None, description="The most minutes it takes; leave out when it is the same."
    )
    note: Text | None = Field(None, description="What the time covers, where that needs saying.")

    @model_validator(mode="after")
    def _check_bounds(self) -> Duration:
        _check_order(self.least, self.most)
        return self


class GroupSize(Record):
    """How many people something suits."""

    least: People = Field(description="The fewest people it works with.")
    most: People | None = Field(None, description="The most people; leave out for any number.")
    note: Text | None = Field(None, description="How to go about it with more or fewer.")

    @model_validator(mode="after")
    def _check_bounds(self) -> GroupSize:
        _check_order(self.least, self.most)
        return self


class Step(Record):
    """One thing to do, in its turn."""

    text: Text = Field(description="What the group does, as an instruction.")
    say: Text | None = Field(
        None, description="Words that the person who leads can read out as they stand."
    )
    minutes: Minutes | None = Field(
        None, description="How many minutes it takes; for all steps or for none."
    )
    optional: bool = Field(
        False, description="Write yes where the step may be left out when time is short."
    )


def _check_order(least: int, most: int | None) -> None:
    if most is not None and most < least:
        raise PydanticCustomError(
            "least_over_most",
            "'most' ({most}) is less than 'least' ({least})",
            {"most": most, "least": least},
        )
