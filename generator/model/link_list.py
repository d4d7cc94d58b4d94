"""Records of the external links, each with the date on which it last worked.

Validates the data of `links.yml`. Must not know how links are checked.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from generator.model.values import Record, WebAddress

NEVER = "never"
"""The value of a link's date if it was never checked."""


def _valid_date(value: Any) -> Any:
    """Return `value` if it is an ISO 8601 date or `NEVER`; raise a validation error otherwise."""
    if value != NEVER:
        try:
            date.fromisoformat(value)
        except (TypeError, ValueError):
            raise PydanticCustomError("string_pattern_mismatch", "not a day") from None
    return value


Day = Annotated[
    str,
    StringConstraints(pattern=rf"^({NEVER}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})$"),
    BeforeValidator(_valid_date),
]
"""A date in ISO 8601, such as 2026-03-31, or `NEVER`."""


class WebLink(Record):
    """A web address, and when it last answered."""

    url: WebAddress = Field(description="The address, letter for letter as it is linked to.")
    checked: Day = Field(
        description="The day on which it was last opened and answered, such as 2026-03-31, "
        "or never."
    )


class LinkList(Record):
    """Every web address to which data and hand-written pages lead: the file `links.yml`.

    `partnering check --links --update` writes it.
    """

    links: tuple[WebLink, ...] = Field(description="The addresses, by the alphabet.")
