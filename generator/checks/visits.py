"""Asks web addresses whether they answer: a few at a time, no cookies, and never in a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from generator.model.addresses import AddressError, web

USER_AGENT = "partnering-toolkit (checks its links; asks once)"
"""What the toolkit says it is to those whom it asks."""

MAX_CONCURRENT = 4
"""How many addresses are asked at the same time."""

TIMEOUT_SECONDS = 15.0
"""How long each may take to answer."""


class Visit(NamedTuple):
    """What came of asking for an address: whether it answered, and in a few words what it said."""

    answered: bool
    summary: str


def visit_all(addresses: Iterable[str], report_progress: Callable[[int], None]) -> dict[str, Visit]:
    """Ask for each address. `tell` takes a 1 whenever one is done."""
    with ThreadPoolExecutor(MAX_CONCURRENT) as workers:
        pending = {
            workers.submit(visit, address, TIMEOUT_SECONDS): address for address in addresses
        }
        visits = {}
        for future in as_completed(pending):
            visits[pending[future]] = future.result()
            report_progress(1)
    return visits


def visit(address: str, timeout: float) -> Visit:
    """Ask for an address, for its head first, and for all of it where that is refused.

    What is no address that could be asked for does not answer.
    """
    try:
        address = web(address)
    except AddressError as error:
        return Visit(False, str(error))
    head = _request("HEAD", address, timeout)
    return head if head.answered else _request("GET", address, timeout)


def _request(method: str, address: str, timeout: float) -> Visit:
    request = Request(address, method=method, headers={"User-Agent": USER_AGENT})
    try:
        with urlopen(request, timeout=timeout) as response:
            return Visit(True, f"answers {response.status}")
    except HTTPError as error:
        error.close()
        return Visit(False, f"answers {error.code} {error.reason}".rstrip())
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Visit(False, f"does not answer ({reason})")
