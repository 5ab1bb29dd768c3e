"""Calls that could not be resolved say what is unknown, in words of the code."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from scanner import open_source, scan

HEAD = """
from fastapi import FastAPI, Request
import nowhere
app = FastAPI()
"""


def reasons(path: Path, text: str) -> dict[str, str]:
    (path / "main.py").write_text(HEAD + textwrap.dedent(text))
    found = scan(open_source(path))["unresolved"]
    return {each["expression"]: each["reason"] for each in found if "loop" in each["contexts"]}


def all_reasons(path: Path, text: str) -> list[str]:
    (path / "main.py").write_text(HEAD + textwrap.dedent(text))
    return [each["reason"] for each in scan(open_source(path))["unresolved"]]


@pytest.mark.parametrize(
    ("body", "expression", "reason"),
    [
        ("thing.run()", "thing.run", "nothing tells what the parameter thing is: it has no annotation"),
        (
            "other.run()",
            "other.run",
            "the annotation of the parameter other does not tell what it is: Nobody",
        ),
        ("helper().run()", "helper().run", "nothing tells what helper() returns"),
        ("rows = {}\n    rows[thing].run()", "rows[...].run", "nothing tells what rows[...] holds"),
        ("nowhere.start()", "nowhere.start", "no catalog row for nowhere.start"),
        (
            "import strawberry\n    strawberry.Schema(query=thing).get_directive_by_name('a')",
            "strawberry.Schema().get_directive_by_name",
            "GraphQL: no row for strawberry.Schema.get_directive_by_name",
        ),
        (
            "nowhere.start().run()",
            "nowhere.start().run",
            "no catalog row says what nowhere.start returns",
        ),
        ("missing()", "missing", "name missing is not bound"),
    ],
)
def test_a_reason_names_what_is_unknown(tmp_path: Path, body: str, expression: str, reason: str) -> None:
    found = reasons(
        tmp_path,
        f"""
        def helper(): return vars(nowhere)["x"]
        async def work(thing, other: "Nobody"):
            {body.replace(chr(10), chr(10) + "        ")}
        @app.get("/")
        async def index(request: Request):
            await work(vars(nowhere)["y"], vars(nowhere)["x"])
        """,
    )
    assert found[expression].startswith(reason)


def test_no_reason_is_empty_or_about_the_scanner_itself(tmp_path: Path) -> None:
    found = reasons(
        tmp_path,
        """
        @app.get("/")
        async def index(request: Request, callback):
            for each in callback:
                each.run()
            (await request.json())["x"].run()
            callback.a.b()
            (callback or None).run()
        """,
    )
    assert len(found) >= 3
    assert [text for text in found.values() if not text or "modelled" in text or "any type" in text] == []


def test_a_route_whose_handler_is_lost_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        HEAD
        + textwrap.dedent("""
        async def seen(): ...
        async def wrapped(): ...
        app.add_api_route("/seen", seen)
        app.add_api_route("/wrapped", nowhere.wrap(wrapped))
        app.get("/limited")(nowhere.limit("5/minute")(wrapped))
        """)
    )
    document = scan(open_source(tmp_path))
    told = [each["message"] for each in document["diagnostics"] if each["code"] == "handler"]
    assert told == ["the handler of /wrapped is not known", "the handler of /limited is not known"]
    assert [route["path"] for route in document["routes"]] == ["/seen"]


@pytest.mark.parametrize(
    ("body", "is_listed"),
    [
        ('text = b"x" if thing else "x"\n    return text.decode()', False),
        ('found = {"a": 1} if thing else ""\n    return found.get("a")', False),
        ('text = "x" if thing else "y"\n    return text.decode()', True),
        ('text = Kind.A if thing else b"y"\n    return text.decode()', False),
        ("text = Kind.A\n    return text.lower()", False),
        ("text = Kind.A\n    return text.decode()", True),
    ],
)
def test_text_without_a_method_is_not_what_is_there(tmp_path: Path, body: str, is_listed: bool) -> None:
    found = reasons(
        tmp_path,
        f"""
        import enum
        class Kind(str, enum.Enum):
            A = "a"
        @app.get("/")
        async def index(thing: bool):
            {body.replace(chr(10), chr(10) + "        ")}
        """,
    )
    assert bool(found) is is_listed


def test_arguments_of_unknown_order_go_where_their_class_fits(tmp_path: Path) -> None:
    """A wrapper gets its session by keyword or opens one; no other argument is taken for it."""
    text = """
        from sqlalchemy.orm import Session, sessionmaker

        factory = sessionmaker()

        def with_session(func):
            def wrapper(*args, **kwargs):
                if kwargs.get("session") is not None:
                    return func(*args, **kwargs)
                with factory() as session:
                    return func(*args, **{**kwargs, "session": session})
            return wrapper

        class Items:
            @with_session
            def name(self, number, options, session: Session = None):
                return session.scalar("select 1")

        @app.get("/")
        def name(request: Request):
            return Items().name(*sorted(request.query_params), {"a": 1})
        """
    assert not any("has no" in reason for reason in all_reasons(tmp_path, text))


@pytest.mark.parametrize(
    ("column", "is_listed"),
    [
        ("Column(JSON, nullable=False)", False),
        ("Column(String(20))", False),
        ("mapped_column(ARRAY(String))", False),
        ("Column(PickleType)", True),
    ],
)
def test_columns_of_plain_types_hold_data(tmp_path: Path, column: str, is_listed: bool) -> None:
    found = reasons(
        tmp_path,
        f"""
        from sqlalchemy import ARRAY, JSON, Column, Integer, PickleType, String
        from sqlalchemy.orm import Session, declarative_base, mapped_column

        Base = declarative_base()

        class Site(Base):
            __tablename__ = "sites"
            id = Column(Integer, primary_key=True)
            held = {column}

        @app.get("/")
        async def index():
            return Session().get(Site, 1).held.get("x")
        """,
    )
    assert bool(found) is is_listed


@pytest.mark.parametrize(("kind", "is_listed"), [("dict", False), ("(dict, str)", False), ("Client", True)])
def test_what_is_tested_to_be_plain_data_is_no_secret(tmp_path: Path, kind: str, is_listed: bool) -> None:
    found = reasons(
        tmp_path,
        f"""
        import json
        from nowhere import Client

        @app.get("/")
        async def index(text: str):
            for part in [*json.loads(text), vars(nowhere)["x"]]:
                if not isinstance(part, {kind}):
                    continue
                part.get("x")
        """,
    )
    assert bool(found) is is_listed


DECLARED = """
    from abc import ABC, abstractmethod
    from typing import Protocol

    class Limiter(ABC):
        @abstractmethod
        def limit(self, function):
            pass
        @abstractmethod
        async def check(self) -> str: ...

    class Feed(Protocol):
        def fetch(self) -> str:
            raise NotImplementedError

    class Store(ABC):
        @abstractmethod
        def load(self): ...
        def name(self): return "x"

    class Shelf(Store):
        def load(self): return 1

    shelf = Shelf()

    @app.get("/")
    async def root(limiter: Limiter, feed: Feed, store: Store):
        await limiter.limit(root)()
        await limiter.check()
        feed.fetch()
        store.load()
        store.name()
    """


def test_methods_that_nobody_is_seen_to_write_are_unresolved(tmp_path: Path) -> None:
    found = [reason for reason in all_reasons(tmp_path, DECLARED) if reason.startswith("no class")]
    assert found == [
        "no class is seen to implement Limiter.limit",
        "no class is seen to implement Limiter.check",
        "no class is seen to implement Feed.fetch",
    ]


def test_a_name_of_a_star_import_is_known_in_class_bodies(tmp_path: Path) -> None:
    text = """
    from somewhere import *
    LIMITS = Limits()
    class Shelf:
        name = Label()
    @app.get("/")
    async def read():
        LIMITS.check()
        Shelf.name.read()
    """
    assert reasons(tmp_path, text) == {
        "LIMITS.check": "no catalog row for somewhere.Limits.check",
        "Shelf.name.read": "no catalog row for somewhere.Label.read",
    }


def test_data_that_a_middleware_puts_on_the_state_is_data(tmp_path: Path) -> None:
    text = """
    app.state.limits = {"a": "b"}
    app.state.late = None
    @app.middleware("http")
    async def known(request: Request, call_next):
        request.state.name = str(request.url)
        return await call_next(request)
    @app.get("/")
    async def read(request: Request):
        request.app.state.limits.get("a").strip()
        request.state.name.strip()
        request.app.state.late.run()
        request.app.state.other.run()
    """
    assert set(reasons(tmp_path, text)) == {"request.app.state.late.run", "request.app.state.other.run"}


GENERATED = """
from google.protobuf import descriptor_pool as _descriptor_pool
from google.protobuf.internal import builder as _builder
DESCRIPTOR = _descriptor_pool.Default().AddSerializedFile(b"...")
_globals = globals()
_builder.BuildMessageAndEnumDescriptors(DESCRIPTOR, _globals)
_builder.BuildTopDescriptorsAndMessages(DESCRIPTOR, "shop_pb2", _globals)
"""


def test_messages_of_protocol_buffers_hold_plain_data(tmp_path: Path) -> None:
    (tmp_path / "shop_pb2.py").write_text(GENERATED)
    text = """
    import shop_pb2
    from shop_pb2 import Order as OrderProto

    @app.get("/orders")
    async def orders():
        order = OrderProto(name="x")
        order.lines.add().kind = shop_pb2.Kind.Value("SOLD")
        order.tags.append("new")
        copied = shop_pb2.Order.FromString(order.SerializeToString())
        copied.lines[0].CopyFrom(order.lines[0])
        return copied.name.upper()

    @app.get("/lost")
    async def lost():
        return nowhere.Order().send()
    """
    assert [reason for reason in all_reasons(tmp_path, text) if "nowhere" not in reason] == []


def test_errors_of_validation_are_plain_data(tmp_path: Path) -> None:
    listed = reasons(
        tmp_path,
        """
        import pydantic_core
        from fastapi.responses import JSONResponse
        from pydantic import BaseModel, ValidationError

        class Order(BaseModel):
            count: int

        @app.exception_handler(ValidationError)
        async def told(request: Request, error: ValidationError):
            return JSONResponse([each["msg"].upper() for each in error.errors()])

        @app.get("/errors")
        async def errors():
            try:
                return Order(count="many")
            except pydantic_core.ValidationError as error:
                first = error.errors(include_url=False)[0]
                return [first.get("loc").pop(), error.title.lower(), error.json().strip(), thing.run()]
        """,
    )
    assert list(listed) == ["thing.run"]


def test_none_has_no_items(tmp_path: Path) -> None:
    listed = reasons(
        tmp_path,
        """
        class Order:
            def total(self): return 1

        def found(name) -> dict[str, Order] | None:
            return nowhere.find(name)

        @app.get("/totals")
        async def totals(name: str):
            return found(name)["first"].total(), found(name)["second"].missing()
        """,
    )
    assert not any("total" in expression for expression in listed)
