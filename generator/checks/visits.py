"""Request web addresses to see if they respond: a few at a time, without cookies.

The only module that makes requests; no build calls it. Takes addresses and gives the outcome of
each; where the addresses come from is for `weblinks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from generator.model.addresses import AddressError, normalise_url

USER_AGENT = "partnering-toolkit (checks its links; asks once)"
"""How the toolkit identifies itself to web servers."""

MAX_CONCURRENT = 4
"""The number of requests made at the same time."""

TIMEOUT_SECONDS = 15.0
"""How long each server may take to respond."""


class Visit(NamedTuple):
    """The outcome of requesting an address: whether it answered, and a short summary in words."""

    answered: bool
    summary: str


def visit_all(addresses: Iterable[str], report_progress: Callable[[int], None]) -> dict[str, Visit]:
    """Request every address, and return the outcome by address.

    `report_progress` is called with 1 after each.
    """
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
    """Request an address by HEAD, and if that fails by GET; `timeout` is in seconds.

    An invalid address counts as one that does not answer.
    """
    try:
        address = normalise_url(address)
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
