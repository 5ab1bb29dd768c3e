from typing import Any, Generic, TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from core.database import Base
from projects.models import Event, Project, Task

ModelT = TypeVar("ModelT", bound=Base)


class Repository(Generic[ModelT]):
    model: type[ModelT]

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, key: int) -> ModelT | None:  # -> native-async
        return await self._session.get(self.model, key)

    async def all(self, *options: Any, limit: int = 20) -> list[ModelT]:  # -> native-async
        result = await self._session.execute(select(self.model).options(*options).limit(limit))
        return list(result.scalars().all())

    async def count(self) -> int:  # -> native-async
        return await self._session.scalar(select(func.count()).select_from(self.model))

    def add(self, item: ModelT) -> ModelT:
        self._session.add(item)
        return item

    async def remove(self, key: int) -> None:  # -> native-async
        await self._session.execute(delete(self.model).where(self.model.id == key))


class ProjectRepository(Repository[Project]):
    model = Project

    async def with_tasks(self, key: int) -> Project:  # -> native-async
        query = select(Project).where(Project.id == key).options(selectinload(Project.tasks))
        return (await self._session.scalars(query)).one()

    async def log(self, project: Project, text: str) -> None:  # -> native-async
        await self._session.execute(project.events.insert().values(text=text))

    async def history(self, project: Project):  # -> native-async
        return (await self._session.scalars(project.events.select())).all()


class TaskRepository(Repository[Task]):
    model = Task

    async def finish_all(self, project_id: int) -> None:  # -> native-async
        await self._session.execute(update(Task).where(Task.project_id == project_id).values(done=True))

    async def insert_many(self, rows: list[dict[str, Any]]) -> None:  # -> native-async
        await self._session.execute(insert(Task), rows)

    async def titles(self):  # -> native-async
        async for row in await self._session.stream(select(Task.title).execution_options(yield_per=50)):
            yield row.title
