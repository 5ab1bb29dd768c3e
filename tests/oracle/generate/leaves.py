"""Single statements: calls that block, calls that do asynchronous I/O, and look-alikes that do neither."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.generate.model import Function
from tests.oracle.generate.project import Header, Site
from tests.oracle.generate.sessions import Sessions

Leaf = Callable[[Site, Sessions], None]


def sleep(site: Site, _: Sessions) -> None:
    if site.locals % 2:
        site.module.imports.add("import time")
        site.write("time.sleep(0.001)")
    else:
        site.module.imports.add("from time import sleep as pause_thread")
        site.write("pause_thread(0.001)")
    site.block("time.sleep")


def session_call(site: Site, sessions: Sessions) -> None:
    db = sessions.sync(site)
    item = sessions.item(site)
    site.module.imports.add("from sqlalchemy import select")
    # What is asked for twice may be two sessions, of which the second has nothing to write.
    same = site.fresh("same") if db.endswith(")") else db
    bound = [f"{same} = {db}"] if same != db else []
    lines = sessions.random.choice(
        [
            [f"{db}.execute(select({item})).scalars().all()"],
            [f"{db}.scalars(select({item}).limit(1)).first()"],
            [f"{db}.query({item}).filter({item}.id == 1).first()"],
            [f"{db}.query({item}).count()"],
            [f"for row in {db}.query({item}).limit(2):", "    row.name"],
            [f"names = [row.name for row in {db}.query({item}).all()]"],
            [f"statement = select({item}).where({item}.id > 0)", f"{db}.scalar(statement)"],
            [f"query = {db}.query({item})", "query = query.order_by(None)", "query.all()"],
            [*bound, f"{same}.add({item}(name='n'))", f"{same}.commit()"],
            [*bound, f"{same}.add({item}(name='n'))", f"{same}.flush()"],
        ]
    )
    site.write(*lines)
    site.block("sqlalchemy.orm.Session.execute")


def engine_call(site: Site, sessions: Sessions) -> None:
    site.module.imports.add("from sqlalchemy import text")
    engine = sessions.name(site, "engine")
    connection = site.fresh("connection")
    method = sessions.random.choice(["connect", "begin"])
    site.write(f"with {engine}.{method}() as {connection}:", f"    {connection}.execute(text('select 1'))")
    site.block("sqlalchemy.Connection.execute")


def http_call(site: Site, sessions: Sessions) -> None:
    line, imports = sessions.random.choice(
        [
            ("requests.get('http://api.test/x').json()", "import requests"),
            ("http_session.post('http://api.test/x', json={})", "import requests"),
            ("httpx.get('http://api.test/x').json()", "import httpx"),
            ("urlopen('http://api.test/x').read()", "from urllib.request import urlopen"),
        ]
    )
    site.module.imports.add(imports)
    if line.startswith("http_session"):
        site.write("http_session = requests.Session()")
    site.write(line)
    site.block("http")


def client_call(site: Site, sessions: Sessions) -> None:
    lines, imports = sessions.random.choice(
        [
            (["redis_client = redis.Redis()", "redis_client.get('k')"], "import redis"),
            (["boto3.client('s3').get_object(Bucket='b', Key='k')"], "import boto3"),
            (["mongo = MongoClient()", "mongo['db'].things.find_one({})"], "from pymongo import MongoClient"),
            (["stripe.Customer.retrieve('c')"], "import stripe"),
            (["conn = psycopg2.connect('dbname=x')", "conn.cursor().execute('select 1')"], "import psycopg2"),
        ]
    )
    site.module.imports.add(imports)
    site.write(*lines)
    site.block("client")


def sqlite_call(site: Site, sessions: Sessions) -> None:
    site.module.imports.add("import sqlite3")
    connection = site.fresh("lite")
    site.write(f"{connection} = sqlite3.connect(':memory:')", f"{connection}.execute('select 1').fetchall()")
    site.block("sqlite3.Connection.execute")


def async_session_call(site: Site, sessions: Sessions) -> None:
    with sessions.asynchronous(site) as db:
        item = sessions.item(site)
        site.module.imports.add("from sqlalchemy import select")
        method = sessions.random.choice(["execute", "scalars", "scalar"])
        site.write(f"await {db}.{method}(select({item}))")
        site.wait()


def async_http_call(site: Site, _: Sessions) -> None:
    site.module.imports.add("import httpx")
    site.write("async with httpx.AsyncClient() as remote:", "    await remote.get('http://api.test/x')")
    site.wait()


def async_client_call(site: Site, _: Sessions) -> None:
    site.module.imports.add("import redis.asyncio as aioredis")
    site.write("cache_client = aioredis.Redis()", "await cache_client.get('k')")
    site.wait()


def yield_to_loop(site: Site, _: Sessions) -> None:
    site.module.imports.add("import asyncio")
    site.write("await asyncio.sleep(0)")


def dropped_coroutine(site: Site, sessions: Sessions) -> None:
    name, never = site.fresh("dropped"), Function("never", True)
    site.module.imports.add("import time")
    site.header(f"async def {name}():", never)
    site.write("    time.sleep(0.001)")
    site.write(f"{name}_coro = {name}()", f"{name}_coro.close()")


def plain_values(site: Site, sessions: Sessions) -> None:
    lines, imports = sessions.random.choice(
        [
            (["settings = {'execute': 1, 'get': 2}", "settings.get('execute')"], None),
            (["total = sum(n * n for n in range(3))"], None),
            (["encoded = json.dumps({'a': [1, 2]})"], "import json"),
            (["counter = Counter('abc')", "counter.get('a')"], "from collections import Counter"),
            (["words = 'a b'.split()", "words.sort()", "' '.join(words)"], None),
        ]
    )
    if imports:
        site.module.imports.add(imports)
    site.write(*lines)


def build_statement(site: Site, sessions: Sessions) -> None:
    site.module.imports.add("from sqlalchemy import select")
    item = sessions.item(site)
    site.write(f"built = select({item}).where({item}.name == 'x').order_by({item}.id)")


def own_session_class(site: Site, sessions: Sessions) -> None:
    """A project's own class named like the library's: nothing it does is I/O."""
    name = site.module.fresh("Session")
    executes = Function(f"{name}.execute", False)
    commits = Function(f"{name}.commit", False)
    site.module.blocks.append(
        [
            f"class {name}:",
            "    def __init__(self):",
            "        self.rows = {'a': 1}",
            "",
            Header("    def execute(self, key):", executes),
            "        return self.rows.get(key)",
            "",
            Header("    def commit(self):", commits),
            "        self.rows.clear()",
        ]
    )
    local = site.fresh("session")
    site.write(f"{local} = {name}()", f"{local}.execute('a')", f"{local}.commit()")


def never_called(site: Site, sessions: Sessions) -> None:
    name, never = site.fresh("unused"), Function("unused", False)
    site.module.imports.add("import time")
    site.header(f"def {name}(value=1):", never)
    site.write("    time.sleep(0.001)", "    return value")
    stored = sessions.random.choice(
        [f"kept = [{name}]", f"kept = {{'later': {name}}}", f"kept = {name}.__name__"]
    )
    site.write(stored)


def unconsumed(site: Site, sessions: Sessions) -> None:
    name, never = site.fresh("lazy"), Function("lazy", False)
    site.module.imports.add("import time")
    site.header(f"def {name}(value=1):", never)
    site.write("    time.sleep(0.001)", "    yield value")
    form = [f"waiting = {name}()", f"waiting = [{name}]", "waiting = (time.sleep(n) for n in range(2))"]
    site.write(sessions.random.choice(form))


BLOCKING: tuple[Leaf, ...] = (
    sleep,
    session_call,
    session_call,
    session_call,
    engine_call,
    http_call,
    client_call,
    sqlite_call,
)
ASYNC: tuple[Leaf, ...] = (async_session_call, async_session_call, async_http_call, async_client_call)
DECOYS: tuple[Leaf, ...] = (plain_values, build_statement, own_session_class, never_called, unconsumed)
ASYNC_DECOYS: tuple[Leaf, ...] = (yield_to_loop, yield_to_loop, dropped_coroutine)
