"""Results of pure functions, kept in memory and from build to build.

`kept` is `functools.cache` for functions of text whose results are plain data, as JSON has it. What
a function gives depends on its arguments and on the code alone, so the key of a result is made of
these: its name and arguments, and, for all results together, the digest of the package and its
libraries. Must not know what the functions do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from itertools import chain
from typing import ParamSpec, TypeVar, cast

from generator.system.cache import Cache, as_bytes, code_digest, key_of, read_files_anew

_MOST = 10_000_000
"""How many bytes of results are kept, so that a large site needs little memory for them."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Results:
    """What functions gave, by key and as JSON: in this process, and as it stands in the cache.

    Of a process, not only of its last build: in a preview, what stays as it is in memory is not
    asked for again. `key` is that of all results in the cache, `size` that of those of this process
    in bytes.
    """

    def __init__(self, key: str, before: dict[str, bytes]) -> None:
        self.key = key
        self.before = before
        self.now: dict[str, bytes] = {}
        self.size = 0

    def get(self, key: str) -> bytes | None:
        return self.now.get(key) or self.before.get(key)

    def put(self, key: str, result: bytes) -> None:
        if key not in self.now and self.size < _MOST:
            self.now[key] = result
            self.size += len(result)


_results = _Results("", {})


def kept(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Decorate a pure function so that its result is kept, by its arguments.

    Arguments are texts, numbers or tuples of them; results are what JSON can hold, and are equal,
    but never the same object twice: tuples come back as lists.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def with_results(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        told = as_bytes((args, sorted(kwargs.items())))
        return result_of(name, told, lambda: function(*args, **kwargs))

    return with_results


def result_of(name: str, told: bytes, make: Callable[[], _T]) -> _T:
    """Return what `make` returns, or what it returned when `name` and `told` were the same.

    `told` has to say all that `make` depends on besides the package and its libraries.
    """
    key = blake2b(name.encode() + told, digest_size=20).hexdigest()
    result = _results.get(key)
    if result is None:
        result = json.dumps(make(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    _results.put(key, result)
    return cast(_T, json.loads(result))


def begin(store: Cache) -> None:
    """Begin a build: use what earlier ones kept, in this process or else in `store`."""
    global _results
    read_files_anew()
    key = _key()
    if key != _results.key:
        _results = _Results(key, _read(store, key))


def end(store: Cache) -> None:
    """End a build: write what this process used to `store`, unless that holds the same."""
    if _results.now.keys() != _results.before.keys():
        lines = ((key.encode(), b" ", result, b"\n") for key, result in _results.now.items())
        store.put(_results.key, *chain.from_iterable(lines))  # in JSON, no line ends
        _results.before = dict(_results.now)


def _read(store: Cache, key: str) -> dict[str, bytes]:
    entries = (line.partition(b" ") for line in (store.get(key) or b"").split(b"\n") if line)
    return {name.decode(): result for name, _, result in entries}


def _key() -> str:
    return key_of(("results", code_digest()))
