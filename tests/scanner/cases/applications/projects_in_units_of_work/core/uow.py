from __future__ import annotations

from types import TracebackType

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from core.database import session_factory
from projects.repository import ProjectRepository, TaskRepository


class UnitOfWork:
    projects: ProjectRepository
    tasks: TaskRepository

    def __init__(self, factory: async_sessionmaker[AsyncSession] = session_factory) -> None:
        self._factory = factory

    async def __aenter__(self) -> UnitOfWork:
        self.session = self._factory()
        self.projects = ProjectRepository(self.session)
        self.tasks = TaskRepository(self.session)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            await self.session.rollback()
        await self.session.close()

    async def commit(self) -> None:  # -> native-async
        await self.session.commit()

    async def refresh(self, instance) -> None:  # -> native-async
        await self.session.refresh(instance)
