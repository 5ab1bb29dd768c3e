"""Modules that are imported at their first use."""

import importlib
import threading
import types
from typing import Any


class LazyImport(types.ModuleType):
    def __init__(self, module_name: str, message: str | None = None):
        self._module_name = module_name
        self._module: types.ModuleType | None = None
        self._message = message
        self._lock = threading.RLock()

    def load_module(self):
        with self._lock:
            if self._module is None:
                try:
                    self._module = importlib.import_module(self._module_name)
                except ImportError as e:
                    if self._message is not None:
                        raise ImportError(self._message) from e
                    raise
        return self._module

    def __getattr__(self, name: str) -> Any:
        try:
            if name in self.__dict__:
                return self.__dict__[name]
            return getattr(self.load_module(), name)
        except AttributeError:
            submodule_name = f"{self._module_name}.{name}"
            lazy = LazyImport(submodule_name, self._message)
            setattr(self, name, lazy)
            return lazy
