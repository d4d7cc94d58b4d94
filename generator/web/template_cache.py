"""Keeps what Jinja makes of each template from build to build. Knows nothing of the templates.

Jinja works out a filter of constant words when it compiles, so what it makes rests on our filters
too: their code is part of each name here. A filter that gives other things in another build must
ask for the context (`jinja2.pass_context`), which Jinja cannot know when it compiles.
"""

from __future__ import annotations

import os

from jinja2.bccache import Bucket, BytecodeCache

from generator.system.cache import Cache, code_digest, key_of


class Compiled(BytecodeCache):
    """Compiled templates in a `store`, under a name made of the template and of what compiles it.

    Jinja itself checks that an entry was made from the template's words as they are now.
    """

    def __init__(self, store: Cache) -> None:
        self._store = store

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template and of its file, which need not be text: so not Jinja's own."""
        return key_of((name, os.fsencode(filename or "")))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` what is kept for its template, if anything is."""
        if kept := self._store.get(_name(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        self._store.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return key_of(("template", code_digest(), bucket.key, bucket.checksum))
