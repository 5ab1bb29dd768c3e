from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable
from typing import Any, ClassVar


class Signal:
    known: ClassVar[list[Signal]] = []

    def __init__(self, name: str) -> None:
        self.name = name
        self._receivers: list[Callable[..., Any]] = []
        self._methods: list[weakref.WeakMethod] = []
        self.known.append(self)

    def connect(self, receiver: Callable[..., Any]) -> Callable[..., Any]:
        if inspect.ismethod(receiver):
            self._methods.append(weakref.WeakMethod(receiver))
        else:
            self._receivers.append(receiver)
        return receiver

    def receivers(self):
        yield from self._receivers
        for reference in self._methods:
            method = reference()
            if method is not None:
                yield method

    def send(self, **payload: Any) -> list[Any]:  # -> blocking-async
        return [receiver(**payload) for receiver in self.receivers()]

    async def send_async(self, **payload: Any) -> None:  # -> native-async
        for receiver in self.receivers():
            outcome = receiver(**payload)
            if inspect.isawaitable(outcome):
                await outcome


placed = Signal("placed")
ready = Signal("ready")
rejected = Signal("rejected")
