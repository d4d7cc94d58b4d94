"""When Python looks for objects in circles that nothing needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from generator.system import garbage


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_nothing_is_looked_for_while_a_build_reads() -> None:
    """Neither within the block nor, later, among what was there at its end."""
    before = gc.get_freeze_count()
    with garbage.left_alone():
        assert not gc.isenabled()
        assert gc.get_freeze_count() <= before
    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_the_search_goes_on_after_an_error() -> None:
    """A program that builds a site and goes on has its garbage removed, whatever was wrong."""
    with pytest.raises(ValueError, match="wrong"), garbage.left_alone():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_whoever_does_without_the_search_still_does_after_it() -> None:
    """As a preview, until it has shown what changed."""
    gc.disable()
    try:
        with garbage.left_alone():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_one_build_held_is_removed_in_the_next() -> None:
    """A program that builds many sites does not keep them all."""

    class Held:
        own: Held

    with garbage.left_alone():
        held = Held()
        held.own = held
        still = ref(held)
        del held
    with garbage.left_alone():
        pass
    gc.unfreeze()
    gc.collect()
    assert still() is None
