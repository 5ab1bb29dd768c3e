import csv
import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager

from sqlalchemy import create_engine, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

import settings

engine = create_engine(settings.DATABASE, pool_pre_ping=True, pool_size=50)
Local = sessionmaker(engine)
async_engine = create_async_engine("postgresql+asyncpg://events@db/events", pool_pre_ping=True)
AsyncLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    amount: Mapped[int]


def sessions() -> Generator[Session, None, None]:
    with Local() as session:
        yield session


async def async_sessions():
    async with AsyncLocal() as session:
        yield session


def rows(session: Session) -> Iterator[Event]:  # -> blocking-async
    yield from session.scalars(select(Event).execution_options(yield_per=100))


def lines(events: Iterable[Event]) -> Iterator[str]:  # -> blocking-async
    for event in events:
        buffer = io.StringIO()
        csv.writer(buffer).writerow([event.id, event.kind])
        yield buffer.getvalue()


def own_lines() -> Iterator[str]:  # -> blocking-async
    with Local() as session:
        yield from lines(session.query(Event).yield_per(10))


def result_of(session: Session):  # -> converted-def
    return session.execute(select(Event.id, Event.kind))


def lazily(session: Session):
    return session.query(Event).filter(Event.amount > 0)


async def async_rows(session: AsyncSession):  # -> native-async
    result = await session.stream_scalars(select(Event))
    async for event in result:
        yield event


async def async_lines(session: AsyncSession):  # -> native-async
    async for event in async_rows(session):
        yield f"{event.id}\n"


async def partitions():  # -> native-async
    async with AsyncLocal() as session:
        result = await session.stream(select(Event.id))
        async for part in result.partitions(10):
            yield "".join(str(r.id) for r in part)


def chunks(session: Session, size: int = 10) -> Iterator[list[Event]]:  # -> blocking-async
    last = 0
    while True:
        found = session.scalars(select(Event).where(Event.id > last).order_by(Event.id).limit(size)).all()
        if not found:
            return
        yield list(found)
        last = found[-1].id


def purge(kind: str) -> int:  # -> converted-def
    with Local() as session:
        count = session.query(Event).filter(Event.kind == kind).delete(synchronize_session=False)
        session.commit()
        return count


async def purge_async(kind: str) -> None:  # -> blocking-async
    with Local.begin() as session:
        session.execute(text("select 1"))


async def purge_awaited(kind: str) -> None:  # -> native-async
    async with AsyncLocal.begin() as session:
        await session.execute(text("select 1"))


def purge_given(session: Session, kind: str) -> None:  # -> converted-def
    session.execute(text("select 1"))
