"""A persistent cache of compiled Jinja templates. Must not know what the templates are.

Jinja evaluates filters of constants at compile time, so compiled templates depend on our filters
too: the digest of our code is part of each key. A filter whose result may differ between builds
must take the context (`jinja2.pass_context`), so that Jinja evaluates it when rendering.
"""

from __future__ import annotations

import os
from typing import Any

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from generator.system.cache import Cache, code_digest, key_of


class TemplateCache(BytecodeCache):
    """Jinja's bytecode cache, kept in `store`; keys include the template and the compiling code.

    Jinja itself checks that an entry was compiled from the current source.
    """

    def __init__(self, store: Cache) -> None:
        self._store = store

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a key for a template; unlike Jinja's own, it allows file names not in UTF-8."""
        return key_of((name, os.fsencode(filename or "")))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the cached bytecode into `bucket`, if there is any."""
        if bytecode := self._store.get(_key(bucket)):
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the bytecode in `bucket`."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def keep_unnamed(environment: Environment, store: Cache) -> None:
    """Have templates without a name, those of `from_string`, compiled once for all builds.

    Jinja's cache is for those with a name. Nothing is kept where somebody else's filter or test may
    be evaluated in what is compiled.
    """
    filters, tests = environment.filters.items(), environment.tests.items()
    others = [it for name, it in filters if FILTERS.get(name) is not it]
    others += [it for name, it in tests if TESTS.get(name) is not it]
    if not all(str(it.__module__).partition(".")[0] in _IN_THE_DIGEST for it in others):
        return
    cache, compile_anew = TemplateCache(store), environment.compile
    settings = [it for it in vars(environment).items() if isinstance(it[1], str | bool | None)]
    written_so = repr(sorted(settings))

    def compiled(source: Any, name: Any = None, *more: Any, **options: Any) -> Any:
        if name is not None or not isinstance(source, str):
            return compile_anew(source, name, *more, **options)
        bucket = cache.get_bucket(environment, written_so, None, source)
        if bucket.code is None:
            bucket.code = compile_anew(source, name, *more, **options)
            cache.set_bucket(bucket)
        return bucket.code

    environment.compile = compiled  # type: ignore[method-assign]


_IN_THE_DIGEST = ("generator", "mkdocs", "mkdocs_macros")
"""The packages of which `code_digest` knows the code or the version, and which have filters."""


def _key(bucket: Bucket) -> str:
    return key_of(("template", code_digest(), bucket.key, bucket.checksum))
