"""Suggested patches: each parses to what was meant and applies with git; what could be wrong is refused."""

from __future__ import annotations

import ast
import subprocess
import textwrap
from collections.abc import Mapping
from pathlib import Path

import libcst
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.codemods.suggestions import Patch, Reading, Suggestion, suggest
from scanner.model import ChainStep

FILE, SYMBOL = "shop/things.py", "shop.things:read"
HEAD = """\
import time
from fastapi import APIRouter, Depends

router = APIRouter()


"""


def code(text: str) -> str:
    return HEAD + textwrap.dedent(text)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def reading(text: str, others: Mapping[str, str] | None) -> Reading:
    return Reading(text={FILE: text}.get, mentions=lambda word, file: others)


def ask(
    text: str,
    call: str = "time.sleep(",
    *,
    symbol: str = "time.sleep",
    function: str = SYMBOL,
    handed: tuple[str, ...] = (SYMBOL,),
    others: Mapping[str, str] | None = None,
    calls: dict[str, list[tuple[int, str]]] | None = None,
    generators: tuple[str, ...] = (),
) -> Suggestion:
    """The suggestion for a chain of one function and the call in it."""
    chain: list[ChainStep] = [
        {"symbol": function, "file": FILE, "line": 1},
        {"symbol": symbol, "file": FILE, "line": line_of(text, call)},
    ]
    known = reading(text, {} if others is None else others)
    return suggest(chain, known, handed=handed, generators=generators, calls=calls)


def changed(found: Suggestion) -> str:
    """The lines a patch adds, after a look at whether it is one."""
    assert found.patch is not None, found.reasons
    ast.parse(found.patch.after)
    libcst.parse_module(found.patch.after)
    rows = found.patch.diff().splitlines()
    return "\n".join(row[1:] for row in rows if row.startswith("+") and not row.startswith("+++"))


def test_a_handler_that_awaits_nothing_becomes_a_plain_def() -> None:
    text = code(
        """
        @router.get("/things")
        async def read(
            limit: int = 10,
        ) -> None:
            time.sleep(limit)
        """
    )
    found = ask(text)
    assert changed(found) == "def read("
    assert found.patch is not None
    assert (found.patch.kind, found.reasons) == ("plain-def", [])
    assert found.patch.after == text.replace("async def", "def")


def test_one_that_awaits_gets_its_call_wrapped_and_is_told_why() -> None:
    text = code(
        """
        @router.get("/things")
        async def read(request):
            body = await request.json()
            time.sleep(body["for"])
        """
    )
    found = ask(text)
    assert changed(found).splitlines() == [
        "from fastapi.concurrency import run_in_threadpool",
        '    await run_in_threadpool(time.sleep, body["for"])',
    ]
    assert found.reasons == ["Its body awaits (line 10), so it has to stay async."]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("async for row in rows():\n    time.sleep(1)", "awaits"),
        ("async with lock():\n    time.sleep(1)", "awaits"),
        ("time.sleep(1)\nreturn [row async for row in rows()]", "comprehension"),
        ("time.sleep(1)\nyield 1", "generator"),
        ("import asyncio\nasyncio.get_running_loop()\ntime.sleep(1)", "asyncio"),
        ("from asyncio import create_task as later\nlater(1)\ntime.sleep(1)", "later"),
    ],
)
def test_what_keeps_a_handler_async(body: str, reason: str) -> None:
    text = code(f"@router.get('/')\nasync def read():\n{textwrap.indent(body, '    ')}\n")
    found = ask(text)
    assert reason in found.reasons[0]
    assert "run_in_threadpool(time.sleep, 1)" in changed(found)


@pytest.mark.parametrize(
    "tail",
    [
        "async def other():\n    return await read()\n",
        "@router.get('/twice')\nasync def twice():\n    return gather(read(), read())\n",
        "handlers = [read]\n",
        "wrapped = cached(read)\n",
    ],
)
def test_a_handler_that_its_own_file_uses_stays_async(tail: str) -> None:
    text = code("@router.get('/')\nasync def read():\n    time.sleep(1)\n\n\n") + tail
    found = ask(text)
    assert "Other code of its file" in found.reasons[0]
    assert found.patch is not None
    assert found.patch.kind == "offload"


@pytest.mark.parametrize(
    ("other", "used"),
    [
        ("from shop.things import read\n\nasync def test():\n    await read()\n", True),
        ("from shop.things import read as one\n\nasync def test():\n    await one()\n", True),
        ("from shop.things import *\n\nasync def test():\n    await read()\n", True),
        ("from . import things\n\nasync def test():\n    await things.read()\n", True),
        ("import shop.things\n\nasync def test():\n    await shop.things.read()\n", True),
        ("from shop import things as t\n\nx = t.read\n", True),
        ("from shop.things import read\napp.add_api_route('/', read)\n", False),
        ("from shop.things import read\nx = Depends(read)\n", False),
        ("from files import read\n\nasync def test():\n    await read()\n", False),
        ("def read():\n    return open('x').read()\n", False),
        ("this is not Python: read", True),
    ],
)
def test_other_files_that_may_await_it(other: str, used: bool) -> None:
    text = code("@router.get('/')\nasync def read():\n    time.sleep(1)\n")
    found = ask(text, others={"shop/other.py": other})
    assert found.patch is not None
    assert found.patch.kind == ("offload" if used else "plain-def")
    assert bool(found.reasons) is used


def test_a_name_in_too_many_files_is_not_taken_for_unused() -> None:
    text = code("@router.get('/')\nasync def read():\n    time.sleep(1)\n")
    chain: list[ChainStep] = [
        {"symbol": SYMBOL, "file": FILE, "line": 1},
        {"symbol": "time.sleep", "file": FILE, "line": line_of(text, "time.sleep(")},
    ]
    found = suggest(chain, reading(text, None), handed=[SYMBOL])
    assert found.patch is not None
    assert (found.patch.kind, "Too much" in found.reasons[0]) == ("offload", True)


def test_an_unknown_decorator_keeps_it_async() -> None:
    found = ask(code("@router.get('/')\n@retried(3)\nasync def read():\n    time.sleep(1)\n"))
    assert found.reasons == ["@retried wraps it and may await it."]
    assert "run_in_threadpool" in changed(found)


def test_a_dependency_that_yields_may_be_plain_and_a_handler_may_not() -> None:
    text = code("async def read():\n    time.sleep(1)\n    yield 1\n")
    plain = ask(text, generators=(SYMBOL,)).patch
    assert plain is not None and plain.kind == "plain-def"
    other = ask(text).patch
    assert other is not None and other.kind == "offload"


def test_a_function_that_is_not_handed_to_the_framework_is_never_made_plain() -> None:
    found = ask(code("async def read(socket):\n    time.sleep(1)\n"), handed=())
    assert found.patch is not None and found.patch.kind == "offload"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("time.sleep(1)", "await run_in_threadpool(time.sleep, 1)"),
        ("return get(url).json()", "return (await run_in_threadpool(get, url)).json()"),
        ("rows = get()[0]", "rows = (await run_in_threadpool(get))[0]"),
        ("x = 1 + get(a, *b, c=1, **d)", "x = 1 + await run_in_threadpool(get, a, *b, c=1, **d)"),
        ("x = [get(one) for one in all_]", "x = [await run_in_threadpool(get, one) for one in all_]"),
        ("with get(1) as x: pass", "with await run_in_threadpool(get, 1) as x: pass"),
        ("x = get(await a())", "x = await run_in_threadpool(get, await a())"),
        ("x = 'ä' + get('ö')", "x = 'ä' + await run_in_threadpool(get, 'ö')"),
        ("x = self.one.two().get()", "x = await run_in_threadpool(self.one.two().get)"),
        ("x = get (  1 )", "x = await run_in_threadpool(get,  1 )"),
    ],
)
def test_how_a_call_is_wrapped(statement: str, expected: str) -> None:
    part = statement[: statement.index("(")].split(" ")[-1] if "sleep" in statement else "get"
    text = code(f"async def read():\n    await first()\n    {statement}\n")
    found = ask(text, statement, symbol="time.sleep" if "sleep" in part else "lib.get", handed=())
    assert changed(found).splitlines()[-1].strip() == expected


def test_a_call_over_many_lines_keeps_its_lines_and_comments() -> None:
    text = code(
        """
        async def read(db):
            await first()
            return (
                db.query(Thing)  # all
                .filter(Thing.a == 1)
                .all(  # at once
                    1,
                )
            )
        """
    )
    after = ask(text, "db.query(", symbol="sqlalchemy.orm.Query.all", handed=()).patch
    assert after is not None
    assert "await run_in_threadpool(db.query(Thing)  # all" in after.after
    assert ".all,  # at once" in after.after


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("x = lambda: get(1)", "where nothing can be awaited"),
        ("x = list(get(one) for one in all_)", "generator expression"),
        ("x = f'{get(1)}'", "where nothing can be awaited"),
        ("with LOCK: get(1)", "lock"),
        ("x = get(1) + get(2)", "no single call"),
        ("x = get(func=1)", "argument"),
        ("x = get(a for a in b)", "generator expression"),
        ("await run_in_threadpool(get(1))", "before it is handed"),
        ("x = things.value", "no single call"),
    ],
)
def test_calls_that_are_left_alone(statement: str, reason: str) -> None:
    text = code(f"async def read():\n    await first()\n    {statement}\n")
    found = ask(text, statement, symbol="lib.get", handed=())
    assert found.patch is None
    assert reason in found.reasons[-1]


def test_objects_of_one_thread_are_not_moved_call_by_call() -> None:
    text = code("async def read(db):\n    await first()\n    db.execute(1)\n")
    found = ask(text, "db.execute", symbol="sqlite3.Cursor.execute", handed=())
    assert found.patch is None
    assert "sqlite3" in found.reasons[-1]


def test_every_blocking_call_of_the_function_moves() -> None:
    text = code(
        "async def read():\n    await first()\n    time.sleep(1)\n"
        "    a = get(2)\n    b = [get(3) for x in y]\n"
    )
    more = [(line_of(text, "a = get"), "lib.get"), (line_of(text, "b = ["), "lib.get")]
    found = ask(text, handed=(), calls={SYMBOL: more})
    assert changed(found).count("await run_in_threadpool(") == 3
    assert found.patch is not None and len(found.patch.lines) == 3


def test_the_helper_call_that_leaves_the_loop_is_wrapped_where_it_leaves() -> None:
    text = code(
        """
        async def read():
            await first()
            return load(1)


        def load(n):
            time.sleep(n)
        """
    )
    chain: list[ChainStep] = [
        {"symbol": SYMBOL, "file": FILE, "line": 8},
        {"symbol": "shop.things:load", "file": FILE, "line": line_of(text, "return load")},
        {"symbol": "time.sleep", "file": FILE, "line": line_of(text, "time.sleep(")},
    ]
    found = suggest(chain, reading(text, {}), handed=[SYMBOL])
    assert changed(found).splitlines()[-1] == "    return await run_in_threadpool(load, 1)"


@pytest.mark.parametrize(
    ("head", "spelled", "added"),
    [
        ("from fastapi.concurrency import run_in_threadpool as off\n", "off(", ""),
        ("import asyncio\nx = asyncio.to_thread\n", "asyncio.to_thread(", ""),
        ("from starlette.requests import Request\n", "run_in_threadpool(", "from starlette.concurrency"),
        ("import os\n", "asyncio.to_thread(", "import asyncio"),
        ("", "asyncio.to_thread(", "import asyncio"),
        ('"""Things."""\n', "asyncio.to_thread(", "import asyncio"),
        ("from fastapi import Request\nrun_in_threadpool = 1\n", "asyncio.to_thread(", "import asyncio"),
    ],
)
def test_the_offload_is_the_one_at_hand(head: str, spelled: str, added: str) -> None:
    text = head + "async def read():\n    await first()\n    get(1)\n"
    rows = changed(ask(text, "get(1)", symbol="lib.get", handed=())).splitlines()
    assert f"await {spelled}" in rows[-1]
    assert rows[0].startswith(added) if added else len(rows) == 1


def test_a_file_that_cannot_be_kept_exactly_is_refused() -> None:
    for text in ("", "async def read(:\n time.sleep(1)", "async def read():\n    time.sleep(1)  # \ufffd\n"):
        found = suggest(
            [
                {"symbol": SYMBOL, "file": FILE, "line": 1},
                {"symbol": "time.sleep", "file": FILE, "line": 2},
            ],
            reading(text, {}),
            handed=[SYMBOL],
        )
        assert found.patch is None and found.reasons


DECORATORS = st.sampled_from(
    [
        "",
        "@router.get('/')\n",
        "@router.get(\n    '/{a}',\n    tags=['ä'],\n)\n",
        "@cached\n",
        "@router.post('/')\n@x.y(1)\n",
    ]
)
SIGNATURES = st.sampled_from(
    [
        "read()",
        "read(a, b=(1, 2), *, c: 'int' = 3) -> dict[str, int]",
        "read(\n    a,\n    b=lambda: 1,  # async def\n)",
        "read(a: int = Depends(make)) -> None",
    ]
)
STATEMENTS = st.lists(
    st.sampled_from(
        [
            "x = 1",
            '"""async def read()"""',
            "def inner():\n    return 1",
            "async def inner():\n    await other()\n    time.sleep(2)",
            "class Local:\n    async def read(self):\n        await self.x",
            "await other()",
            "async with other() as o:\n    pass",
            "async for o in other():\n    pass",
            "x = [y async for y in other()]",
            "x = [await y for y in other()]",
            "x = (await other()).value",
            "f = lambda: 1",
            "if x:\n    y = 'é' + str(x)\nelse:\n    raise ValueError",
            "try:\n    z = 1\nfinally:\n    z = 2",
            "match x:\n    case {'a': 1, **rest}:\n        pass",
        ]
    ),
    max_size=4,
)
CALLS = st.sampled_from(
    [
        "time.sleep(1)",
        "x = time.sleep(1) or 2",
        "x = {1: time.sleep(\n    1,  # one\n)}",
        "for _ in range(3):\n    time.sleep(1)",
        "return time.sleep(1)",
        "x = time.sleep(1).real if x else 2",
        "with open(x) as y: time.sleep(1)",
        "x = [time.sleep(y) for y in z]",
        "x = (time.sleep(y) for y in z)",
        "x = f'{time.sleep(1)}'",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n"])
AWAITING = ("await other()\n", "async with", "async for", "async for y", "[await", "(await")


@settings(max_examples=300, deadline=None)
@given(DECORATORS, SIGNATURES, STATEMENTS, CALLS, STATEMENTS, ENDS, st.booleans())
def test_whatever_the_shape_a_patch_says_what_was_meant(
    decorator: str, signature: str, before: list[str], call: str, after: list[str], end: str, closed: bool
) -> None:
    body = "\n".join([*before, call, *after])
    text = HEAD + f"{decorator}async def {signature}:\n{textwrap.indent(body, '    ')}"
    text = (text + "\n" * closed).replace("\n", end)
    place = text.rindex("time.sleep", 0, text.index(call.splitlines()[0].strip(), len(HEAD)) + len(call) + 9)
    chain: list[ChainStep] = [
        {"symbol": SYMBOL, "file": FILE, "line": 1},
        {"symbol": "time.sleep", "file": FILE, "line": text[:place].count("\n") + 1},
    ]
    found = suggest(chain, reading(text, {}), handed=[SYMBOL])
    assert found.patch or found.reasons
    if found.patch is not None:
        check(found.patch, text)


def check(patch: Patch, text: str) -> None:
    """By other means than those the patch was made with."""
    compile(patch.after, "patched", "exec", dont_inherit=True)
    assert libcst.parse_module(patch.after).code == patch.after
    old, new = text.splitlines(), patch.after.splitlines()
    counted = [
        sum(isinstance(one, ast.AsyncFunctionDef) for one in ast.walk(ast.parse(x)))
        for x in (text, patch.after)
    ]
    if patch.kind == "plain-def":
        assert counted[1] == counted[0] - 1
        assert [a for a, b in zip(old, new, strict=True) if a != b] == [old[patch.lines[0] - 1]]
        assert new[patch.lines[0] - 1] == old[patch.lines[0] - 1].replace("async def", "def", 1)
    else:
        assert counted[1] == counted[0]
        assert (
            patch.after.count("await run_in_threadpool(time.sleep, ")
            + patch.after.count("await run_in_threadpool(time.sleep,")
            >= 1
        )
        assert patch.after.count("from fastapi.concurrency import run_in_threadpool") == 1
        assert len(new) == len(old) + 1


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("name", ["shop/things.py", "shop/my things.py"])
def test_git_applies_the_diff(tmp_path: Path, end: str, name: str) -> None:
    text = code("async def read():\n    await first()\n    time.sleep(1)").replace("\n", end or "\n") + end
    patch = ask(text, handed=()).patch
    assert patch is not None
    patch = Patch(patch.kind, name, patch.symbol, patch.before, patch.after, patch.lines)
    file = tmp_path / "app" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode())
    (tmp_path / "x.diff").write_bytes(patch.diff("app/").encode())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "x.diff"], cwd=tmp_path, check=True)
    assert file.read_bytes() == patch.after.encode()
