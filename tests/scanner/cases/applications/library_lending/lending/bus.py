import inspect
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from lending.messages import Command, Event, Query

M = TypeVar("M")


class HandlerMissing(LookupError):
    pass


class Registry:
    def __init__(self) -> None:
        self.handlers: dict[type, Callable[..., Any]] = {}
        self.subscribers: dict[type, list[Callable[..., Any]]] = defaultdict(list)

    def handles(self, function: Callable[..., Any]) -> Callable[..., Any]:
        hints = get_type_hints(function)
        message_type = next(iter(hints.values()))
        self.handlers[message_type] = function
        return function

    def on(self, *event_types: type[Event]):
        def register(function):
            for event_type in event_types:
                self.subscribers[event_type].append(function)
            return function

        return register


class MessageBus:
    def __init__(self, registry: Registry, **collaborators: Any) -> None:
        self._collaborators = collaborators
        self._handlers = {kind: self._inject(f) for kind, f in registry.handlers.items()}
        self._subscribers = {
            kind: [self._inject(f) for f in functions] for kind, functions in registry.subscribers.items()
        }

    def _inject(self, function: Callable[..., Any]) -> Callable[..., Any]:
        names = list(inspect.signature(function).parameters)[1:]
        extra = {name: self._collaborators[name] for name in names}
        return lambda message: function(message, **extra)

    async def execute(self, command: Command) -> Any:  # -> blocking-async
        outcome = await self._call(command)
        events = outcome if isinstance(outcome, list) else []
        for event in events:
            await self.publish(event)
        return len(events)

    async def ask(self, query: Query) -> Any:  # -> blocking-async
        return await self._call(query)

    async def publish(self, event: Event) -> None:  # -> blocking-async
        for subscriber in self._subscribers.get(type(event), []):
            result = subscriber(event)
            if inspect.isawaitable(result):
                await result

    async def _call(self, message: Any) -> Any:  # -> blocking-async
        try:
            handler = self._handlers[type(message)]
        except KeyError:
            raise HandlerMissing(type(message).__name__) from None
        result = handler(message)
        return await result if inspect.isawaitable(result) else result
