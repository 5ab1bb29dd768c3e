"""Less usual entries of an app: mounts, loops, factories, state, controllers, error handlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Context, Function, run
from tests.oracle.generate.project import Header, Line, Module, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


@dataclass(frozen=True)
class Extras:
    """Where they go: ``main`` has its ``app`` already; ``roots`` run for each of its own routes."""

    builder: Builder
    main: Module
    roots: list[tuple[Function, Context]]


def write_extras(at: Extras) -> None:
    """Add up to two of them."""
    random = at.builder.random
    writers = [mounted_app, mounted_routes, loop_of_routes, router_factory, app_state, request_state]
    writers += [controller, exception_handlers, response_background, middleware_class, endpoint_class]
    for writer in random.sample(writers, random.choice([0, 1, 2])):
        writer(at)


def _handler(
    at: Extras,
    name: str,
    key: str,
    *,
    signature: str = "",
    end: str = "return {'ok': True}",
    env: dict[str, list[str]] | None = None,
    indent: int = 0,
    is_async: bool | None = None,
    is_route: bool = True,
    takes_dependencies: bool = True,
) -> tuple[Function, list[Line]]:
    """A handler with a random body; its verdict is settled at once, as nothing else serves its route."""
    builder, main = at.builder, at.main
    colour = builder.random.random() < 0.6 if is_async is None else is_async
    function = Function(f"main:{name}", colour, is_handler=is_route)
    site = Site(main, function, 2, env=env or {}, indent=indent + 1)
    builder.fill(site)
    site.write(end)
    pad = "    " * indent
    header = Header(f"{pad}{'async def' if colour else 'def'} {name}({signature}):", function)
    settle(function, key, *(at.roots if takes_dependencies and is_route else []))
    return function, [header, *site.lines]


def settle(function: Function, key: str, *others: tuple[Function, Context]) -> None:
    """Write down what serving ``key`` does: the handler, and what else runs for it."""
    context: Context = "loop" if function.is_async else "thread"
    blocked = [run(function, context), *(run(other, where) for other, where in others)]
    calm = "native-async" if function.is_async else "converted-def"
    function.route_verdicts[key] = "blocking-async" if any(blocked) else calm


def mounted_app(at: Extras) -> None:
    main = at.main
    name = main.fresh("admin_page")
    _, lines = _handler(at, name, "GET /admin/page", takes_dependencies=False)
    main.blocks.append(["admin = FastAPI()"])
    main.blocks.append(["@admin.get('/page')", *lines])
    main.blocks.append(["app.mount('/admin', admin)"])


def mounted_routes(at: Extras) -> None:
    builder, main = at.builder, at.main
    main.imports.add("from starlette.routing import Mount, Route, Router")
    main.imports.add("from starlette.responses import JSONResponse")
    name = main.fresh("raw_page")
    options = {"signature": "request: Request", "end": "return JSONResponse({})"}
    _, lines = _handler(at, name, "GET /raw/page", **options, takes_dependencies=False)  # type: ignore[arg-type]  # plain strings
    main.blocks.append(lines)
    routes = f"[Route('/page', {name})]"
    main.imports.add("from starlette.applications import Starlette")
    forms = [
        f"app.mount('/raw', Router({routes}))",
        f"app.mount('/raw', Starlette(routes={routes}))",
        f"app.router.routes.append(Mount('/raw', routes={routes}))",
        f"app.routes.append(Mount('/raw', app=Router(routes={routes})))",
    ]
    main.blocks.append([builder.random.choice(forms)])


def loop_of_routes(at: Extras) -> None:
    main = at.main
    pairs = []
    for path in ("/left", "/right"):
        name = main.fresh("side")
        _, lines = _handler(at, name, f"GET /loop{path}")
        main.blocks.append(lines)
        pairs.append(f"({path!r}, {name})")
    loop = [f"for path, endpoint in [{', '.join(pairs)}]:", "    app.add_api_route('/loop' + path, endpoint)"]
    main.blocks.append(list(loop))


def router_factory(at: Extras) -> None:
    main = at.main
    main.imports.add("from fastapi import APIRouter")
    name = main.fresh("build_router")
    _, lines = _handler(at, "made_page", "GET /made/page", indent=1)
    lines[0] = _renamed(lines[0], f"main:{name}.made_page")
    factory = Header(f"def {name}(prefix):", Function(f"main:{name}", False))
    body: list[Line] = ["    made = APIRouter(prefix=prefix)", "", "    @made.get('/page')", *lines]
    main.blocks.append([factory, *body, "", "    return made"])
    main.blocks.append([f"app.include_router({name}('/made'))"])


def _renamed(line: Line, name: str) -> Line:
    if isinstance(line, Header):
        line.function.name = name
    return line


def app_state(at: Extras) -> None:
    """A session factory kept on the app and read through the request."""
    builder, main = at.builder, at.main
    factory = builder.project.refer(main, builder.sessions.module, "SessionLocal")
    main.blocks.append([f"app.state.make_session = {factory}"])
    name = main.fresh("state_page")
    env = {"db": ["request.app.state.make_session()"]}
    _, lines = _handler(at, name, "GET /state", signature="request: Request", env=env)
    main.blocks.append(["@app.get('/state')", *lines])


def request_state(at: Extras) -> None:
    """A session put on the request by a middleware."""
    builder, main = at.builder, at.main
    factory = builder.project.refer(main, builder.sessions.module, "SessionLocal")
    attach = Function("main:attach_session", True)
    body: list[Line] = [f"    request.state.db = {factory}()", "    return await call_next(request)"]
    header = Header("async def attach_session(request: Request, call_next):", attach)
    main.blocks.append(["@app.middleware('http')", header, *body])
    name = main.fresh("request_page")
    env = {"db": ["request.state.db"]}
    _, lines = _handler(at, name, "GET /request-state", signature="request: Request", env=env)
    main.blocks.append(["@app.get('/request-state')", *lines])


def controller(at: Extras) -> None:
    """Bound methods of one object as handlers."""
    builder, main = at.builder, at.main
    name = main.fresh("Controller")
    factory = builder.project.refer(main, builder.sessions.module, "SessionLocal")
    env = {"db": ["self.db"]}
    read, lines = _handler(at, "show", "GET /controlled", signature="self", env=env, indent=1)
    read.name = f"main:{name}.show"
    init = Header("    def __init__(self, db):", Function("init", False))
    main.blocks.append([f"class {name}:", init, "        self.db = db", "", *lines])
    local = main.fresh("controller")
    main.blocks.append([f"{local} = {name}({factory}())"])
    main.blocks.append([f"app.add_api_route('/controlled', {local}.show, methods=['GET'])"])


def endpoint_class(at: Extras) -> None:
    main = at.main
    main.imports.add("from starlette.endpoints import HTTPEndpoint")
    main.imports.add("from starlette.responses import JSONResponse")
    name = main.fresh("Page")
    options = {"signature": "self, request", "end": "return JSONResponse({})"}
    _, lines = _handler(at, "get", "GET /endpoint", indent=1, **options, takes_dependencies=False)  # type: ignore[arg-type]  # strings
    main.blocks.append([f"class {name}(HTTPEndpoint):", *lines])
    main.blocks.append([f"app.add_route('/endpoint', {name})"])


def exception_handlers(at: Extras) -> None:
    main = at.main
    main.imports.add("from fastapi.responses import JSONResponse")
    error = main.fresh("Trouble")
    main.blocks.append([f"class {error}(Exception):", "    pass"])
    handler = main.fresh("on_trouble")
    signature = f"request: Request, error: {error}"
    end = "return JSONResponse({}, status_code=200)"
    _, lines = _handler(at, handler, "", signature=signature, end=end, is_route=False)
    main.blocks.append([f"@app.exception_handler({error})", *lines])
    name = main.fresh("fails")
    _, lines = _handler(at, name, "GET /fails", end=f"raise {error}()")
    main.blocks.append(["@app.get('/fails')", *lines])


def response_background(at: Extras) -> None:
    main = at.main
    main.imports.add("from fastapi.responses import JSONResponse")
    main.imports.add("from starlette.background import BackgroundTask")
    later = main.fresh("later")
    task, lines = _handler(at, later, "", end="return None", is_route=False)
    main.blocks.append(lines)
    name = main.fresh("answers_first")
    end = f"return JSONResponse({{}}, background=BackgroundTask({later}))"
    function, lines = _handler(at, name, "GET /later", end=end)
    settle(function, "GET /later", *at.roots, (task, "loop" if task.is_async else "thread"))
    main.blocks.append(["@app.get('/later')", *lines])


def middleware_class(at: Extras) -> None:
    builder, main = at.builder, at.main
    name = main.fresh("Timing")
    if builder.random.random() < 0.5:
        main.imports.add("from starlette.middleware.base import BaseHTTPMiddleware")
        method, base, signature = "dispatch", "(BaseHTTPMiddleware)", "self, request, call_next"
        end, init = "return await call_next(request)", []
    else:
        method, base, signature = "__call__", "", "self, scope, receive, send"
        end, init = "await self.app(scope, receive, send)", _keeps_app()
    function, lines = _handler(
        at, method, "", signature=signature, end=end, indent=1, is_async=True, is_route=False
    )
    function.name = f"main:{name}.{method}"
    main.blocks.append([f"class {name}{base}:", *init, *lines])
    main.blocks.append([f"app.add_middleware({name})"])


def _keeps_app() -> list[Line]:
    init = Header("    def __init__(self, app):", Function("init", False))
    return [init, "        self.app = app", ""]
