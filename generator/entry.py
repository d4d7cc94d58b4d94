"""Where MkDocs finds the plugin, which is loaded without a search for garbage meanwhile."""

from __future__ import annotations

from generator.system import garbage

with garbage.left_alone():
    from generator.plugin import PartneringPlugin

__all__ = ["PartneringPlugin"]
