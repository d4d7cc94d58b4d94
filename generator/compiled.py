"""Keeps what Jinja makes of each template from build to build. Knows nothing of the templates."""

from __future__ import annotations

import sys

from jinja2.bccache import Bucket, BytecodeCache

from generator.worksheets.cache import Cache, key_of


class Compiled(BytecodeCache):
    """Compiled templates in a `store`, under a name made of the template and of what compiles it.

    Jinja itself checks that an entry was made from the template's words as they are now.
    """

    def __init__(self, store: Cache) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` what is kept for its template, if anything is."""
        if kept := self._store.get(_name(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        self._store.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return key_of(("template", sys.version, bucket.key, bucket.checksum))
