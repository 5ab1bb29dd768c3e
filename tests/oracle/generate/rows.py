"""ORM rows that do I/O when they are looked at: lazy relationships, expired columns, commits on exit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.generate.model import Function
from tests.oracle.generate.project import Header, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


def lazy_relationship(builder: Builder, site: Site) -> None:
    """A helper reads a relationship; it queries unless the caller loaded it eagerly."""
    eager = builder.random.choice(
        ["", "", ".options(selectinload({0}.parts))", ".options(joinedload({0}.parts))"]
    )
    reader = _reader(builder, site, "list_parts", "return [part.label for part in item.parts]", not eager)
    item, factory = builder.sessions.item(site), builder.sessions.name(site, "SessionLocal")
    if eager:
        site.module.imports.add("from sqlalchemy.orm import joinedload, selectinload")
    local = site.fresh("row")
    site.write(f"{local} = {factory}().query({item}){eager.format(item)}.first()", f"{reader[0]}({local})")
    site.block("sqlalchemy.orm.Query.first")
    site.call(reader[1])


def expired_column(builder: Builder, site: Site) -> None:
    """A helper reads a column after a commit, which expired it unless the session was told not to."""
    keeps = builder.random.random() < 0.5
    reader = _reader(builder, site, "name_of", "return item.name", not keeps)
    site.module.imports.add("from sqlalchemy import orm")
    engine, item = builder.sessions.name(site, "engine"), builder.sessions.item(site)
    session, row = site.fresh("own"), site.fresh("row")
    option = ", expire_on_commit=False" if keeps else ""
    site.write(
        f"{session} = orm.Session({engine}{option})",
        f"{row} = {session}.get({item}, 1)",
        f"{session}.commit()",
        f"{reader[0]}({row})",
    )
    site.block("sqlalchemy.orm.Session.get")
    site.call(reader[1])


def _reader(builder: Builder, site: Site, base: str, body: str, blocks: bool) -> tuple[str, Function]:
    module = builder.lower_module(site.module)
    name = module.fresh(base)
    function = Function(f"{module.name}:{name}", False)
    if blocks:
        Site(module, function, 0).block("sqlalchemy.orm lazy load")
    declared = "item"
    if builder.random.random() < 0.4:
        declared = f"item: {builder.project.refer(module, builder.sessions.module, 'Item')}"
    module.blocks.append([Header(f"def {name}({declared}):", function), f"    {body}"])
    return builder.project.refer(site.module, module, name), function


def commit_on_exit(builder: Builder, site: Site) -> None:
    factory, item = builder.sessions.name(site, "SessionLocal"), builder.sessions.item(site)
    local = site.fresh("open")
    site.write(f"with {factory}.begin() as {local}:", f"    {local}.add({item}(name='b'))")
    site.block("sqlalchemy.orm.sessionmaker.begin")


SYNC = (lazy_relationship, lazy_relationship, expired_column, commit_on_exit)
