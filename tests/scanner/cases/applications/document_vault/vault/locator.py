from __future__ import annotations

from collections.abc import Callable
from typing import Any


class ServiceLocator:
    _instance: ServiceLocator | None = None

    def __new__(cls) -> ServiceLocator:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance._providers = {}
            cls._instance._made = {}
        return cls._instance

    def register(self, name: str, provider: Any) -> None:
        self._providers[name] = provider

    def get(self, name: str) -> Any:
        if name not in self._made:
            provider = self._providers[name]
            self._made[name] = provider() if isinstance(provider, Callable) else provider
        return self._made[name]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.get(name)
        except KeyError:
            raise AttributeError(name) from None


services = ServiceLocator()
