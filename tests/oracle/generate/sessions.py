"""Where a generated function gets its database session from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tests.oracle.generate.model import Function
from tests.oracle.generate.project import Header, Module, Project, Site

_IMPORTS = """
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm import relationship, scoped_session, sessionmaker
"""

_MODELS = [
    "class Base(DeclarativeBase):",
    "    pass",
    "",
    "",
    "class Item(Base):",
    "    __tablename__ = 'items'",
    "    id: Mapped[int] = mapped_column(primary_key=True)",
    "    name: Mapped[str]",
    "    parts: Mapped[list['Part']] = relationship(back_populates='item')",
    "",
    "",
    "class Part(Base):",
    "    __tablename__ = 'parts'",
    "    id: Mapped[int] = mapped_column(primary_key=True)",
    "    label: Mapped[str]",
    "    item_id: Mapped[int] = mapped_column(ForeignKey('items.id'))",
    "    item: Mapped[Item] = relationship(back_populates='parts')",
]
_ENGINES = [
    "engine = create_engine('postgresql+psycopg2://app@db/app')",
    "SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)",
    "Registry = scoped_session(SessionLocal)",
    "async_engine = create_async_engine('postgresql+asyncpg://app@db/app')",
    "AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)",
]


class Sessions:
    """The database module of one app and the ways to take a session from it."""

    def __init__(self, random: Random, project: Project, module: Module) -> None:
        self.random = random
        self.project = project
        self.module = module
        self._write()

    def name(self, site: Site, name: str) -> str:
        return self.project.refer(site.module, self.module, name)

    def item(self, site: Site) -> str:
        return self.name(site, "Item")

    def sync(self, site: Site) -> str:
        """An expression for a synchronous session at ``site``; writes what it needs before it."""
        held = site.env.get("db")
        if held and self.random.random() < 0.75:
            return self.random.choice(held)
        source = self.random.choice(
            [
                "SessionLocal()",
                "SessionLocal()",
                "make_session()",
                "typed_session()",
                "Registry()",
                "Deps.make()",
                "direct",
            ]
        )
        local = site.fresh("db")
        if source == "direct":
            site.module.imports.add("from sqlalchemy.orm import Session as OrmSession")
            expression = f"OrmSession({self.name(site, 'engine')})"
        else:
            owner, dot, rest = source.partition(".")
            bare = owner.removesuffix("()")
            expression = self.name(site, bare) + ("()" if owner.endswith("()") else "") + dot + rest
        if source in ("SessionLocal()", "direct") and self.random.random() < 0.4:
            site.write(f"with {expression} as {local}:", "    pass", f"{local} = {expression}")
        else:
            site.write(f"{local} = {expression}")
        return local

    @contextmanager
    def asynchronous(self, site: Site) -> Iterator[str]:
        """An expression for an asynchronous session, valid for what is written inside."""
        held = site.env.get("adb")
        if held and self.random.random() < 0.8:
            yield self.random.choice(held)
            return
        local = site.fresh("adb")
        with site.nested(f"async with {self.name(site, 'AsyncSessionLocal')}() as {local}:"):
            yield local

    def _write(self) -> None:
        module = self.module
        module.imports.update(line for line in _IMPORTS.strip().splitlines())
        module.blocks += [list(_MODELS), list(_ENGINES)]
        close = self.random.choice(
            ["    with SessionLocal() as session:\n        yield session", _TRY_FINALLY]
        )
        self._define("def get_db() -> Iterator[Session]:", close.split("\n"))
        self._define("async def get_db_on_loop():", _TRY_FINALLY.split("\n"))
        self._define(
            "async def get_async_db() -> AsyncIterator[AsyncSession]:",
            ["    async with AsyncSessionLocal() as session:", "        yield session"],
            is_async=True,
        )
        self._define("def make_session():", ["    return SessionLocal()"])
        self._define("def typed_session() -> 'Session':", ["    return SessionLocal()"])
        module.blocks.append(
            [
                "class Deps:",
                "    factory = SessionLocal",
                "",
                "    @classmethod",
                Header("    def make(cls):", Function("Deps.make", False)),
                "        return cls.factory()",
            ]
        )

    def _define(self, header: str, body: list[str], is_async: bool = False) -> None:
        name = header.split("def ")[1].split("(")[0]
        self.module.blocks.append([Header(header, Function(name, is_async)), *body])


_TRY_FINALLY = """    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()"""
