"""Modules that are loaded when something of them is first used, and not where they are imported."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Unloaded(ModuleType):
    """Stands for a module; whatever is asked of it loads the real one, which takes its place."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        return getattr(import_module(name), attribute)


def load_when_used(name: str) -> None:
    """Have `import name` not load that module, unless it is loaded already."""
    sys.modules.setdefault(name, _Unloaded(name))
