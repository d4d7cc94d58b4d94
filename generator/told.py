"""What MkDocs says of a build in its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class Told(logging.Handler):
    """Keeps each warning and error of MkDocs, once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if (message := record.getMessage()) not in self.messages:
            self.messages.append(message)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within the block, keep what is said in place of printing it."""
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)
