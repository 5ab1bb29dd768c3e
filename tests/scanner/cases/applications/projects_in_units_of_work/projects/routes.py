import asyncio
import time
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends
from fastapi.responses import StreamingResponse
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from core.database import ScopedSession, get_db, session_factory, transaction
from core.uow import UnitOfWork
from projects.models import Project, Task
from projects.schemas import ProjectFull, ProjectOut

router = APIRouter(prefix="/projects")


async def get_uow():
    async with UnitOfWork() as uow:
        yield uow


Uow = Annotated[UnitOfWork, Depends(get_uow)]
Db = Annotated[AsyncSession, Depends(get_db)]


def summarise(session: Session, project_id: int) -> dict:
    project = session.get(Project, project_id)
    return {"name": project.name, "titles": [t.title for t in project.tasks]}


def slow_summary(session: Session) -> int:  # -> blocking-async
    time.sleep(0.01)
    return session.query(Task).count()


@router.get("", response_model=list[ProjectOut])
async def listing(uow: Uow):  # -> native-async
    return await uow.projects.all()


@router.get("/count")
async def count(uow: Uow):  # -> native-async
    return await uow.projects.count()


@router.get("/scoped")
async def scoped():  # -> native-async
    try:
        rows = (await ScopedSession.execute(select(Project.name))).all()
        return [r.name for r in rows]
    finally:
        await ScopedSession.remove()


@router.get("/titles")
async def titles(uow: Uow):  # -> native-async
    return StreamingResponse(body(uow))


async def body(uow: UnitOfWork):  # -> native-async
    async for title in uow.tasks.titles():
        yield title + "\n"


@router.get("/{key}", response_model=ProjectFull)
async def detail(key: int, uow: Uow):  # -> native-async
    return await uow.projects.with_tasks(key)


@router.get("/{key}/lazy")
async def lazily(key: int, uow: Uow):  # -> native-async
    project = await uow.projects.get(key)
    tasks = await project.awaitable_attrs.tasks
    return [t.title for t in tasks]


@router.get("/{key}/summary")
async def summary(key: int, db: Db):  # -> native-async
    return await db.run_sync(summarise, key)


@router.get("/{key}/slow")
async def slow(key: int, db: Db):  # -> blocking-async
    return await db.run_sync(slow_summary)


@router.post("/{key}/done")
async def done(key: int, uow: Uow):  # -> native-async
    await uow.tasks.finish_all(key)
    await uow.commit()
    return {"ok": True}


@router.post("/{key}/tasks")
async def new_task(key: int, uow: Uow, title: str = "t"):  # -> native-async
    task = uow.tasks.add(Task(title=title, project_id=key))
    await uow.commit()
    await uow.refresh(task)
    return task.to_dict()


@router.post("/{key}/bulk")
async def bulk(key: int, uow: Uow):  # -> native-async
    await uow.tasks.insert_many([{"title": str(n), "project_id": key} for n in range(3)])
    await uow.commit()


@router.post("/{key}/log")
async def log(key: int, uow: Uow, tasks: BackgroundTasks):  # -> native-async
    project = await uow.projects.get(key)
    await uow.projects.log(project, "seen")
    await uow.commit()
    tasks.add_task(recount, key)
    return [e.text for e in await uow.projects.history(project)]


async def recount(key: int) -> None:  # -> native-async
    async with session_factory.begin() as session:
        await session.scalar(select(func.count()).where(Task.project_id == key))


@router.post("/{key}/nested")
async def nested(key: int, db: Db):  # -> native-async
    async with db.begin():
        async with transaction(db) as inner:
            inner.add(Task(title="n", project_id=key))
        project = await db.get_one(Project, key)
        project.name += "!"
    return project.label


@router.get("/{key}/parallel")
async def parallel(key: int):  # -> native-async
    async def one(model):  # -> native-async
        async with session_factory() as session:
            return await session.scalar(select(func.count()).select_from(model))

    return await asyncio.gather(one(Project), one(Task))


@router.delete("/{key}")
async def remove(key: int, uow: Uow):  # -> native-async
    await uow.tasks.remove(key)
    await uow.commit()
