from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, create_engine, select
from sqlmodel import Session as ModelSession

engine = create_engine("postgresql+psycopg://quiz")
_session: ContextVar[ModelSession | None] = ContextVar("session", default=None)


class Score(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    player: str
    points: int = 0


@contextmanager
def session_scope():  # -> blocking-async
    with ModelSession(engine) as session:
        token = _session.set(session)
        try:
            yield session
            session.commit()
        finally:
            _session.reset(token)


def db() -> ModelSession:
    session = _session.get()
    if session is None:
        raise LookupError("no session")
    return session


class Store:
    def scores(self) -> list[Score]:  # -> blocking-async
        with session_scope() as session:
            return list(session.exec(select(Score)).all())

    def query(self, player: str):
        return select(Score).where(Score.player == player)

    def add(self, player: str, points: int) -> None:  # -> blocking-async
        with session_scope():
            self._insert(player, points)

    def _insert(self, player: str, points: int) -> None:  # -> blocking-async
        db().add(Score(player=player, points=points))
        db().flush()
