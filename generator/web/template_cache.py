"""A persistent cache of compiled Jinja templates. Must not know what the templates are.

Jinja evaluates filters of constants at compile time, so compiled templates depend on our filters
too: the digest of our code is part of each key. A filter whose result may differ between builds
must take the context (`jinja2.pass_context`), so that Jinja evaluates it when rendering.
"""

from __future__ import annotations

import os

from jinja2.bccache import Bucket, BytecodeCache

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


def _key(bucket: Bucket) -> str:
    return key_of(("template", code_digest(), bucket.key, bucket.checksum))
