"""Stand-ins for FastAPI-SQLAlchemy: a middleware opens a session per request, ``db.session`` gives it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar, Token
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
_factory: sessionmaker[Session] = sessionmaker()
_current: ContextVar[Session | None] = ContextVar("current session", default=None)


class Sessions:
    """``db``: itself for the request's session, called for one of its own."""

    def __call__(self, session_args: object = None, commit_on_exit: bool = False) -> Scope:
        return Scope(commit_on_exit)

    @property
    def session(self) -> Session:
        session = _current.get()
        assert session is not None
        return session


class Scope:
    def __init__(self, commits: bool) -> None:
        self._commits = commits

    def __enter__(self) -> type[Sessions]:
        self._token: Token[Session | None] = _current.set(_factory())
        return Sessions

    def __exit__(self, error: object, *rest: object) -> None:
        session = _current.get()
        assert session is not None
        if error is not None:
            session.rollback()
        elif self._commits:
            session.commit()
        session.close()
        _current.reset(self._token)


class DBSessionMiddleware:
    def __init__(self, app: Any, custom_engine: Engine, commit_on_exit: bool = False) -> None:
        self._app, self._commits = app, commit_on_exit
        _factory.configure(bind=custom_engine)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        with Scope(self._commits):
            await self._app(scope, receive, send)
