"""GraphQL libraries, which this environment lacks: what serves a query runs resolvers on the loop.

What is expected here was observed with Strawberry 0.341 and Ariadne 1.1 served for real.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan

STRAWBERRY = """
from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import strawberry
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext, GraphQLRouter
from strawberry.permission import BasePermission
from strawberry.types import Info

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase): ...


class Shelf(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Context(BaseContext):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


def get_session():
    with Session(engine) as session:
        yield session


async def get_context(session: Session = Depends(get_session)) -> Context:
    return Context(session)


async def load_names(keys: list[int]) -> list[str]:
    time.sleep(0.01)
    return [str(key) for key in keys]


class Slow(BasePermission):
    message = "no"

    def has_permission(self, source, info: Info, **kwargs) -> bool:
        time.sleep(0.01)
        return True


def resolve_rooms() -> list[str]:
    time.sleep(0.01)
    return []


@strawberry.type
class Book:
    id: int
    note: str | None = strawberry.field(default=None, description="what readers wrote")

    @strawberry.field
    def title(self) -> str:
        return f"book {self.id}"

    @strawberry.field
    def pages(self) -> int:
        time.sleep(0.01)
        return 1


@strawberry.input
class Words:
    said: str | None = strawberry.field(default=None, description="what is said")


@strawberry.type
class Query:
    rooms: list[str] = strawberry.field(resolver=resolve_rooms)

    @strawberry.field
    async def books(self, info: Info) -> list[Book]:
        rows = info.context.session.execute(select(Shelf)).all()
        return [Book(id=1)]

    @strawberry.field(permission_classes=[Slow])
    async def guarded(self) -> str:
        return "x"

    @strawberry.field
    async def named(self, info: Info[Context, None], id: int = 1) -> str:
        return await loader.load(id)

    @strawberry.field
    def calm(self, words: Words | None = None) -> str:
        return words.said.strip() if words else "calm"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add(self, name: str) -> str:
        time.sleep(0.01)
        return name


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self) -> AsyncGenerator[int, None]:
        time.sleep(0.01)
        yield 1


@strawberry.type
class CalmQuery:
    @strawberry.field
    async def hello(self) -> str:
        return "hello"


@strawberry.type
class CalmMutation:
    @strawberry.mutation
    async def slow(self) -> str:
        time.sleep(0.01)
        return "hello"


loader = DataLoader(load_fn=load_names)
schema = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription)
calm = strawberry.Schema(CalmQuery, CalmMutation)
app = FastAPI()
app.include_router(GraphQLRouter(schema, context_getter=get_context), prefix="/graphql")
app.include_router(GraphQLRouter(calm, path="/calm"))
"""
ARIADNE = """
import time
from ariadne import MutationType, ObjectType, QueryType, gql, make_executable_schema
from ariadne.asgi import GraphQL
from fastapi import FastAPI, Request

type_defs = gql("type Query { rooms: [ID] user: User } type User { name: String } type Mutation { a: Int }")
query, mutation = QueryType(), MutationType()
user = ObjectType("User")

@query.field("rooms")
def rooms(_, info):
    time.sleep(0.01)
    return [info.context["name"]]

@query.field("user")
async def get_user(*_): return {}

@user.field("name")
def name(obj, info, *, upper=False):
    helper()
    return "x"

def helper(): time.sleep(0.01)

@mutation.field("a")
async def add(*_):
    return "x"

def context(request, data):
    time.sleep(0.01)
    return {"request": request, "name": "n"}

schema = make_executable_schema(type_defs, query, mutation, user)
app = FastAPI()
graph = GraphQL(schema, context_value=context)
app.mount("/graphql", graph)
app.add_route("/direct", graph)

@app.post("/own")
async def own(request: Request):
    return await graph.handle_request(request)

@app.get("/calm")
async def calm(): return 1
"""


def scanned(directory: Path, text: str) -> ScanDocument:
    (directory / "main.py").write_text(text)
    return scan(open_source(directory))


def classes(document: ScanDocument) -> dict[str, str]:
    return {f"{','.join(r['methods']) or 'WS'} {r['path']}": r["classification"] for r in document["routes"]}


def blocking(document: ScanDocument) -> set[str]:
    helpers = document["helpers"]
    return {h["name"].removeprefix("main:") for h in helpers if h["classification"] == "blocking-async"}


@pytest.fixture(scope="module")
def strawberry(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    return scanned(tmp_path_factory.mktemp("strawberry"), STRAWBERRY)


def test_routes_of_a_schema_block_where_its_resolvers_do(strawberry: ScanDocument) -> None:
    """Reading asks for queries only, and for what types can be reached from them."""
    assert classes(strawberry) == {
        "GET /graphql": "blocking-async",
        "POST /graphql": "blocking-async",
        "WS /graphql": "blocking-async",
        "GET /calm": "native-async",
        "POST /calm": "blocking-async",
        "WS /calm": "blocking-async",
    }
    assert (strawberry["diagnostics"], strawberry["unresolved"]) == ([], [])


def test_resolvers_guards_loaders_and_contexts_run_on_the_loop(strawberry: ScanDocument) -> None:
    assert blocking(strawberry) == {
        "Book.pages",
        "CalmMutation.slow",
        "Mutation.add",
        "Query.books",
        "Query.named",
        "Slow.has_permission",
        "Subscription.ticks",
        "load_names",
        "resolve_rooms",
    }
    post = next(r for r in strawberry["routes"] if r["path"] == "/calm" and r["methods"] == ["POST"])
    assert [step["symbol"] for step in post["chain"][1:]] == ["main:CalmMutation.slow", "time.sleep"]
    assert "main:get_context" in next(
        r["dependencies"] for r in strawberry["routes"] if r["path"] == "/graphql"
    )


def test_an_annotation_that_nobody_knows_may_lead_to_any_type(tmp_path: Path) -> None:
    """``Annotated["Book", strawberry.lazy(...)]`` and the like."""
    text = STRAWBERRY.replace("async def hello(self) -> str", "async def hello(self) -> unheard.of.Thing")
    assert classes(scanned(tmp_path, text))["GET /calm"] == "blocking-async"


def test_schemas_without_an_application_of_their_own(tmp_path: Path) -> None:
    document = scanned(tmp_path, ARIADNE)
    assert classes(document) == {
        "GET /direct": "blocking-async",
        "POST /own": "blocking-async",
        "GET /calm": "native-async",
    }
    assert blocking(document) == {"context", "helper", "name", "rooms"}


def test_a_mounted_schema_runs_its_resolvers(tmp_path: Path) -> None:
    start, end = ARIADNE.index("app.add_route"), ARIADNE.index('@app.get("/calm")')
    document = scanned(tmp_path, ARIADNE[:start] + ARIADNE[end:])
    assert classes(document) == {"GET /calm": "native-async"}
    assert blocking(document) == {"context", "helper", "name", "rooms"}


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("await schema.execute('{ title }')", "blocking-async"),
        ("schema.execute_sync('{ title }')", "blocking-async"),
        ("schema.as_str()", "native-async"),
    ],
)
def test_executing_a_query_runs_resolvers_there(tmp_path: Path, call: str, expected: str) -> None:
    text = f"""
import time
import strawberry
from fastapi import FastAPI


def title() -> str:
    time.sleep(0.01)
    return "a"


@strawberry.type
class Query:
    title: str = strawberry.field(resolver=title)


schema = strawberry.Schema(query=Query)
app = FastAPI()


@app.get("/")
async def ask() -> str:
    {call}
    return "done"
"""
    assert classes(scanned(tmp_path, text)) == {"GET /": expected}
