"""Repositories and services that classes of the project extend, blocking and asynchronous."""

import asyncio

from advanced_alchemy.repository import SQLAlchemyAsyncRepository, SQLAlchemySyncRepository
from advanced_alchemy.service import SQLAlchemyAsyncRepositoryService, SQLAlchemySyncRepositoryService
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Repository(SQLAlchemySyncRepository[Author]):
    model_type = Author

    def named(self, name: str):  # -> blocking-async
        return self.check_not_found(self.get_one_or_none(name=name))


class AsyncRepository(SQLAlchemyAsyncRepository[Author]):
    model_type = Author

    async def named(self, name: str):  # -> native-async
        return self.check_not_found(await self.get_one_or_none(name=name))


class Service(SQLAlchemySyncRepositoryService[Author]):
    repository_type = Repository

    def all(self):  # -> blocking-async
        return self.to_schema(self.repository.list())

    def shown(self, found):
        return self.to_schema(found)


class AsyncService(SQLAlchemyAsyncRepositoryService[Author]):
    repository_type = AsyncRepository

    async def all(self):  # -> native-async
        return self.to_schema(await self.repository.list())


Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))
AsyncLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))


def get_db():
    with Local() as db:
        yield db


async def get_async_db():
    async with AsyncLocal() as db:
        yield db


def get_service(db: Session = Depends(get_db)) -> Service:
    return Service(session=db)


def get_async_service(db: AsyncSession = Depends(get_async_db)) -> AsyncService:
    return AsyncService(session=db)


app = FastAPI()


@app.get("/named")
async def named(db: Session = Depends(get_db)):  # -> blocking-async (helper)
    return Repository(session=db).named("x")


@app.get("/added")
async def added(db: Session = Depends(get_db)):  # -> blocking-async (handler)
    return Repository(session=db).add(Author(name="x"))


@app.get("/created")
async def created(service: Service = Depends(get_service)):  # -> blocking-async (handler)
    return service.create({"name": "x"})


@app.get("/all")
async def read_all(service: Service = Depends(get_service)):  # -> blocking-async (helper)
    return service.all()


@app.get("/shown")
async def shown(service: Service = Depends(get_service)):  # -> native-async
    return service.shown([])


@app.get("/threaded")
def threaded(service: Service = Depends(get_service)):  # -> converted-def
    return service.all()


@app.get("/handed")
async def handed(service: Service = Depends(get_service)):  # -> native-async (offloaded)
    return await asyncio.to_thread(service.get, 1)


@app.get("/named-awaited")
async def named_awaited(db: AsyncSession = Depends(get_async_db)):  # -> native-async (async-io)
    return await AsyncRepository(session=db).named("x")


@app.get("/created-awaited")
async def created_awaited(service: AsyncService = Depends(get_async_service)):  # -> native-async
    return await service.create({"name": "x"})


@app.get("/all-awaited")
async def all_awaited(service: AsyncService = Depends(get_async_service)):  # -> native-async
    return await service.all()
