"""Records of the figures of a resource: tables and grids to fill in, and pictures.

Validates their data, such as the number of items in each kind of picture. Must not know how they
are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.values import Quoted, Record, Text, Title


class Table(Record):
    """A table to fill in on a sheet."""

    title: Title = Field(description="What the table is for.")
    columns: tuple[Title, ...] = Field(
        min_length=2, max_length=5, description="The headings of the columns."
    )
    rows: tuple[Title, ...] = Field((), description="What stands in the first column, row by row.")
    blank_rows: int = Field(0, ge=0, le=20, description="How many empty rows follow.")
    wide: int = Field(
        0,
        ge=0,
        le=5,
        description="Which column needs most room to write, counted from 1; leave out for none.",
    )
    closes: bool = Field(
        False,
        description="Write yes where the table says what will be done, by whom and by when: it "
        "then stands at the end of the worksheet, in place of 'What we will do'.",
    )

    @model_validator(mode="after")
    def _check_wide_column(self) -> Table:
        if self.wide > len(self.columns):
            raise PydanticCustomError(
                "no_column",
                "'wide' is {wide}, and there are {found} columns",
                {"wide": self.wide, "found": len(self.columns)},
            )
        return self


class Axis(Record):
    """One side of a grid."""

    name: Title = Field(description="What it measures, such as Trust.")
    low: Title = Field(description="The word at its low end.")
    high: Title = Field(description="The word at its high end.")


class Corners(Record):
    """What the four corners of a grid are called."""

    top_left: Title = Field(description="Low across, high up.")
    top_right: Title = Field(description="High across, high up.")
    bottom_left: Title = Field(description="Low across, low up.")
    bottom_right: Title = Field(description="High across, low up.")


class Grid(Record):
    """A field with two sides, on which people place notes."""

    title: Title = Field(description="What to place on it.")
    across: Axis = Field(description="The side from left to right.")
    up: Axis = Field(description="The side from bottom to top.")
    corners: Corners = Field(description="What the corners are called.")


PICTURES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "grid": (0, 1),
        "players": (4, 4),
        "maxims": (2, 7),
        "curves": (3, 3),
        "cycle": (4, 4),
        "ladder": (3, 3),
        "functions": (2, 16),
        "factors": (2, 7),
    }
)
"""The fewest and the most items of each kind of picture."""


class PictureItem(Record):
    """One thing that a picture shows."""

    name: Title = Field(description="What it is called.")
    words: Text | None = Field(None, description="What it is or does, in a few words.")
    without: Text | None = Field(
        None, description="For players: what happens without it, in a few words."
    )
    hidden: bool = Field(
        False, description="For functions: write yes for work that is often not seen."
    )


class Picture(Record):
    """A picture that is drawn from its words, to look at and to fill in."""

    kind: Literal[
        "grid", "players", "maxims", "curves", "cycle", "ladder", "functions", "factors"
    ] = Field(
        description="How it is drawn. grid: the first of the resource's grids; its item, where "
        "there is one, stands halfway up on the left. players: four actions in the order move, "
        "follow, oppose, bystand. maxims: sayings that hang together. curves: three stages that "
        "overlap. cycle: four stages that come round again. ladder: its foot, what each rung asks "
        "('name' for all but the first, 'words' for the first), its top. functions: jobs, seen "
        "or hidden. factors: strands of one rope."
    )
    title: Title = Field(description="What the picture shows, in a few words.")
    description: Text = Field(
        description="All that the picture shows, in words, for those who do not see it; it names "
        "every item."
    )
    fill_in: Text = Field(description="What to do with the blank picture on the worksheet.")
    items: tuple[PictureItem, ...] = Field((), description="What the picture shows, in order.")
    start: PictureItem | None = Field(
        None, description="For a cycle: what comes before the first round."
    )
    credit: Quoted | None = Field(
        None,
        description="Whose it is that the picture shows, where that is not said by the resource's "
        "statement of rights.",
    )
    rungs: int = Field(9, ge=2, le=9, description="For a ladder: how many rungs it has.")

    @model_validator(mode="after")
    def _check_item_count(self) -> Picture:
        least, most = PICTURES[self.kind]
        if not least <= len(self.items) <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            raise PydanticCustomError(
                "picture_items",
                "a picture of the kind '{kind}' has {wanted} items, and here are {found}",
                {"kind": self.kind, "wanted": wanted, "found": len(self.items)},
            )
        return self
