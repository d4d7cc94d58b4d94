"""Asks web addresses whether they answer: a few at a time, no cookies, and never in a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from generator.model.addresses import AddressError, normalise_url

AGENT = "partnering-toolkit (checks its links; asks once)"
"""What the toolkit says it is to those whom it asks."""

AT_ONCE = 4
"""How many addresses are asked at the same time."""

SECONDS = 15.0
"""How long each may take to answer."""


class Visit(NamedTuple):
    """What came of asking for an address: whether it answered, and in a few words what it said."""

    answered: bool
    said: str


def visit_all(addresses: Iterable[str], tell: Callable[[int], None]) -> dict[str, Visit]:
    """Ask for each address. `tell` takes a 1 whenever one is done."""
    with ThreadPoolExecutor(AT_ONCE) as workers:
        asked = {workers.submit(visit, address, SECONDS): address for address in addresses}
        visits = {}
        for answer in as_completed(asked):
            visits[asked[answer]] = answer.result()
            tell(1)
    return visits


def visit(address: str, seconds: float) -> Visit:
    """Ask for an address, for its head first, and for all of it where that is refused.

    What is no address that could be asked for does not answer.
    """
    try:
        address = normalise_url(address)
    except AddressError as error:
        return Visit(False, str(error))
    head = _ask("HEAD", address, seconds)
    return head if head.answered else _ask("GET", address, seconds)


def _ask(method: str, address: str, seconds: float) -> Visit:
    request = Request(address, method=method, headers={"User-Agent": AGENT})
    try:
        with urlopen(request, timeout=seconds) as answer:
            return Visit(True, f"answers {answer.status}")
    except HTTPError as error:
        error.close()
        return Visit(False, f"answers {error.code} {error.reason}".rstrip())
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Visit(False, f"does not answer ({reason})")
