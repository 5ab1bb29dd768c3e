"""What constructors and makers ask for is read from their hints."""

import inspect
import typing
from collections.abc import Callable
from contextvars import ContextVar
from functools import singledispatchmethod

from depot.adapters import Audited, MemoryReader, RemoteAsyncReader, RemoteReader, Trail
from depot.ports import AsyncReader, Reader, Settings

current: ContextVar["Scope"] = ContextVar("current")


class Scope:
    def __init__(self, parent: "Container") -> None:
        self.parent = parent
        self.made: dict = {}

    def get(self, kind):
        if kind not in self.made:
            self.made[kind] = self.parent.make(kind, self)
        return self.made[kind]

    def __enter__(self):
        self._token = current.set(self)
        return self

    def __exit__(self, *exc):
        current.reset(self._token)


class Container:
    def __init__(self) -> None:
        self.makers: dict[type, Callable] = {}

    def provides(self, kind):
        def keep(maker):
            self.makers[kind] = maker
            return maker

        return keep

    def make(self, kind, scope):
        maker = self.makers.get(kind, kind)
        hints = typing.get_type_hints(maker if inspect.isfunction(maker) else maker.__init__)
        hints.pop("return", None)
        return maker(**{name: scope.get(wanted) for name, wanted in hints.items()})

    def scope(self) -> Scope:
        return Scope(self)


container = Container()


@container.provides(Settings)
def make_settings() -> Settings:
    return Settings()


@container.provides(Trail)
def make_trail() -> Trail:
    return Trail()


@container.provides(Reader)
def make_reader(settings: Settings, trail: Trail) -> Reader:
    kind = settings.depot_store
    reader = RemoteReader(settings.depot_token or "") if kind == "remote" else MemoryReader()
    return Audited(reader, trail) if settings.depot_audit else reader


@container.provides(AsyncReader)
def make_async_reader(settings: Settings) -> AsyncReader:
    token = settings.depot_token
    if token is None:
        return MemoryReader()
    return RemoteAsyncReader(token=token)


def injected(kind):
    def provide():
        return container.scope().get(kind)

    return provide


class Show:
    """An interactor."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @singledispatchmethod
    def show(self, what):
        raise TypeError(what)

    @show.register
    def _(self, what: int):  # -> blocking-async
        return self.reader.read(what)

    @show.register
    def _(self, what: str):
        return what.upper()


class ShowAsync:
    def __init__(self, reader: AsyncReader) -> None:
        self.reader = reader

    async def __call__(self, key: int):  # -> native-async
        return await self.reader.aread(key)
