from __future__ import annotations

import asyncio
from functools import partial, wraps
from typing import Any, Generic, Sequence, TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.util import greenlet_spawn

from app.db import Base, Player, SessionLocal, Team

M = TypeVar("M", bound=Base)


class CRUD(Generic[M]):
    def __init__(self, model: type[M]):
        self.model = model

    def get(self, db: Session, id: Any) -> M | None:  # -> blocking-async
        return db.get(self.model, id)

    def list(self, db: Session, *, skip: int = 0, limit: int = 10) -> Sequence[M]:  # -> blocking-async
        return db.scalars(select(self.model).offset(skip).limit(limit)).all()

    async def aget(self, db: AsyncSession, id: Any) -> M | None:  # -> native-async
        return await db.get(self.model, id)

    async def alist(self, db: AsyncSession) -> Sequence[M]:  # -> native-async
        return (await db.scalars(select(self.model))).all()

    async def bridged(self, db: AsyncSession, id: Any) -> M | None:  # -> native-async
        return await db.run_sync(lambda session: self.get(session, id))

    async def bridged_list(self, db: AsyncSession) -> Sequence[M]:  # -> native-async
        return await db.run_sync(partial(self.list, limit=5))

    async def moved(self, id: Any):  # -> native-async
        def work():  # -> converted-def
            with SessionLocal() as db:
                return self.get(db, id)

        return await asyncio.to_thread(work)

    async def get_any(self, db: Session | AsyncSession, id: Any):  # -> blocking-async
        if isinstance(db, AsyncSession):
            return await self.aget(db, id)
        return self.get(db, id)

    async def count(self, db: AsyncSession) -> int:  # -> native-async
        return await greenlet_spawn(self._count, db.sync_session)

    def _count(self, db: Session) -> int:
        return db.scalar(select(func.count()).select_from(self.model)) or 0


class TeamCRUD(CRUD[Team]):
    def __init__(self):
        super().__init__(Team)

    def names(self, db: Session, id: int) -> list[str]:  # -> converted-def
        team = self.get(db, id)
        return [p.name for p in team.players]

    async def anames(self, db: AsyncSession, id: int) -> list[str]:  # -> native-async
        team = await self.aget(db, id)
        return [p.name for p in await team.awaitable_attrs.players]

    async def eager_names(self, db: AsyncSession, id: int):  # -> native-async
        team = await db.get(Team, id, options=[selectinload(Team.players)])
        return [p.name for p in team.players]

    async def bridged_names(self, db: AsyncSession, id: int):  # -> native-async
        return await db.run_sync(self.names, id)


teams = TeamCRUD()
players = CRUD(Player)


def page(fetch):
    @wraps(fetch)
    async def inner(*args, page: int = 1, size: int = 10, **kw):  # -> blocking-async
        rows = await fetch(*args, **kw)
        return {"items": [r.name for r in rows][(page - 1) * size : page * size], "page": page}

    return inner


def paginate(db: Session, stmt, page: int = 1, size: int = 10):  # -> blocking-async
    total = db.scalar(select(func.count()).select_from(stmt.subquery()))
    rows = db.scalars(stmt.limit(size).offset((page - 1) * size)).unique().all()
    return {"total": total, "items": [r.name for r in rows]}


async def apaginate(db: AsyncSession, stmt, page: int = 1, size: int = 10):  # -> native-async
    total = await db.scalar(select(func.count()).select_from(stmt.subquery()))
    rows = (await db.scalars(stmt.limit(size).offset((page - 1) * size))).unique().all()
    return {"total": total, "items": [r.name for r in rows]}


@page
async def all_teams(db: AsyncSession):  # -> native-async
    return await teams.alist(db)


@page
async def all_players(db: Session):  # -> blocking-async
    return players.list(db)
