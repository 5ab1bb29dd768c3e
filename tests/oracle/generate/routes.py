"""The web side of a generated app: handlers, dependencies, routers, middleware, lifespan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.generate.dependencies import Dependency, make_dependency
from tests.oracle.generate.extras import Extras, write_extras
from tests.oracle.generate.model import Context, Function, run
from tests.oracle.generate.project import Header, Line, Module, Site
from tests.oracle.generate.targets import make_target

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

Root = tuple[Function, Context]


@dataclass
class Handler:
    """One handler and everything that runs when any of its routes is served."""

    function: Function
    method: str
    path: str
    roots: list[Root]
    takes_dependencies: bool = True


@dataclass
class RouterNode:
    module: Module
    name: str
    prefix: str
    roots: list[Root] = field(default_factory=list)
    handlers: list[Handler] = field(default_factory=list)
    children: list[tuple[RouterNode, str, list[Root]]] = field(default_factory=list)


class Routes:
    """Writes the routers and ``main``, then works out what each route does."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.random = builder.random
        self.count = 0

    def write(self) -> None:
        builder = self.builder
        level = len(builder.modules)
        nested = "." in builder.modules[0].name
        count = self.random.choice([1, 2, 3])
        names = [f"shop.routers.part{n}" if nested else f"routes_{n}" for n in range(count)]
        modules = [builder.project.add(name, level + n) for n, name in enumerate(names)]
        routers = [self._router(module) for module in modules]
        main = builder.project.add("main", level + count)
        self._main(main, routers)

    def _router(self, module: Module) -> RouterNode:
        module.imports.add("from fastapi import APIRouter, BackgroundTasks, Depends, Request, WebSocket")
        name = self.random.choice(["router", "api", "routes"])
        node = RouterNode(module, name, self.random.choice(["", f"/p{module.level}", f"/v1/p{module.level}"]))
        options = [f"prefix={node.prefix!r}"] if node.prefix else []
        if self.random.random() < 0.3:
            dependency = self._dependency(module)
            options.append(f"dependencies=[{dependency.marker}]")
            node.roots += dependency.roots
        module.blocks.append([f"{name} = APIRouter({', '.join(options)})"])
        for _ in range(self.random.choice([2, 3, 4])):
            node.handlers.append(self._handler(module, name))
        return node

    def _dependency(self, module: Module) -> Dependency:
        return make_dependency(self.builder, module)

    def _handler(self, module: Module, router: str) -> Handler:
        self.count += 1
        kind = self.random.choice(["http", "http", "http", "http", "http", "websocket", "plain"])
        # Without any request over HTTP no middleware would show what it does.
        if kind == "websocket" and self.count > 1:
            return self._websocket(module, router)
        is_async = self.random.random() < 0.65
        name = module.fresh(self.random.choice(["list_items", "read_item", "create", "status", "report"]))
        function = Function(f"{module.name}:{name}", is_async, is_handler=True)
        handler = Handler(
            function, self.random.choice(["get", "get", "post", "put", "delete"]), f"/r{self.count}", []
        )
        if kind == "plain":
            return self._plain_route(module, router, handler, name)
        parameters, site = self._parameters(module, handler)
        if self.random.random() < 0.25:
            handler.path += "/{item_id}"
            parameters.insert(0, "item_id: int")
        self.builder.fill(site)
        self._background(site, handler, parameters)
        self._finish(site, handler)
        self._register(module, router, handler, name, parameters, site.lines)
        return handler

    def _parameters(self, module: Module, handler: Handler) -> tuple[list[str], Site]:
        site = Site(module, handler.function, 3)
        parameters: list[str] = []
        for number in range(self.random.choice([0, 1, 1, 2])):
            dependency = self._dependency(module)
            name = f"dep{number}"
            parameters.append(dependency.parameter(name))
            for kind, expressions in dependency.provides.items():
                site.env.setdefault(kind, []).extend(e.format(name) for e in expressions)
            handler.roots += dependency.roots
        return sorted(parameters, key=lambda text: "=Depends" in text), site

    def _background(self, site: Site, handler: Handler, parameters: list[str]) -> None:
        if self.random.random() > 0.2:
            return
        target = make_target(self.builder, site, self.random.random() < 0.5)
        parameters.insert(0, "tasks: BackgroundTasks")
        site.write(f"tasks.add_task({', '.join(filter(None, (target.ref, target.positional)))})")
        handler.roots.append((target.function, "loop" if target.function.is_async else "thread"))

    def _finish(self, site: Site, handler: Handler) -> None:
        if self.random.random() > 0.2:
            site.write("return {'ok': True}")
            return
        module = site.module
        is_async = self.random.random() < 0.5
        name = module.fresh("stream_rows")
        function = Function(f"{module.name}:{name}", is_async)
        inner = Site(module, function, 2)
        self.builder.fill(inner)
        inner.write("yield 'x'")
        module.blocks.append(
            [Header(f"{'async def' if is_async else 'def'} {name}():", function), *inner.lines]
        )
        module.imports.add("from fastapi.responses import StreamingResponse")
        site.write(f"return StreamingResponse({name}())")
        handler.roots.append((function, "loop" if is_async else "thread"))

    def _register(
        self,
        module: Module,
        router: str,
        handler: Handler,
        name: str,
        parameters: list[str],
        body: list[Line],
    ) -> None:
        colour = "async def" if handler.function.is_async else "def"
        header = Header(f"{colour} {name}({', '.join(parameters)}):", handler.function)
        extra = ""
        if self.random.random() < 0.2:
            dependency = self._dependency(module)
            extra = f", dependencies=[{dependency.marker}]"
            handler.roots += dependency.roots
        style = self.random.choice(["verb", "verb", "verb", "api_route", "add"])
        methods = f"methods=[{handler.method.upper()!r}]"
        decorator = [f"@{router}.{handler.method}({handler.path!r}{extra})"]
        if style == "api_route":
            decorator = [f"@{router}.api_route({handler.path!r}, {methods}{extra})"]
        elif style == "add":
            decorator = []
        module.blocks.append([*decorator, header, *body])
        if style == "add":
            module.blocks.append([f"{router}.add_api_route({handler.path!r}, {name}, {methods}{extra})"])

    def _plain_route(self, module: Module, router: str, handler: Handler, name: str) -> Handler:
        handler.takes_dependencies = False
        module.imports.add("from starlette.responses import JSONResponse")
        site = Site(module, handler.function, 2)
        self.builder.fill(site)
        site.write("return JSONResponse({})")
        colour = "async def" if handler.function.is_async else "def"
        header = Header(f"{colour} {name}(request: Request):", handler.function)
        module.blocks.append([header, *site.lines])
        module.blocks.append(
            [f"{router}.add_route({handler.path!r}, {name}, methods=[{handler.method.upper()!r}])"]
        )
        return handler

    def _websocket(self, module: Module, router: str) -> Handler:
        name = module.fresh("feed")
        function = Function(f"{module.name}:{name}", True, is_handler=True)
        handler = Handler(function, "ws", f"/r{self.count}", [])
        parameters, site = self._parameters(module, handler)
        site.write("await websocket.accept()")
        self.builder.fill(site)
        site.write("await websocket.send_text('x')", "await websocket.close()")
        header = Header(f"async def {name}({', '.join(['websocket: WebSocket', *parameters])}):", function)
        module.blocks.append([f"@{router}.websocket({handler.path!r})", header, *site.lines])
        return handler

    def _main(self, main: Module, routers: list[RouterNode]) -> None:
        main.imports.add("from fastapi import Depends, FastAPI, Request")
        app_roots: list[Root] = []
        options: list[str] = []
        if self.random.random() < 0.2:
            dependency = self._dependency(main)
            options.append(f"dependencies=[{dependency.marker}]")
            app_roots += dependency.roots
        if self.random.random() < 0.3:
            options.append(f"lifespan={self._lifespan(main)}")
        main.blocks.append([f"app = FastAPI({', '.join(options)})"])
        self._middleware(main)
        write_extras(Extras(self.builder, main, app_roots))
        top = self._include(main, routers)
        for node, prefix, roots in top:
            self._conclude(node, prefix, [*app_roots, *roots])

    def _include(self, main: Module, routers: list[RouterNode]) -> list[tuple[RouterNode, str, list[Root]]]:
        """Include some routers in others, the rest in the app; one of them perhaps twice."""
        top: list[RouterNode] = []
        for node in routers:
            parents = [n for n in top if n.module.level < node.module.level]
            if parents and self.random.random() < 0.4:
                self._include_in(node, self.random.choice(parents), main)
            else:
                top.append(node)
        included = []
        for node in top:
            for prefix in self.random.choice([[""], [f"/i{node.module.level}"], ["/a", "/b"]]):
                roots, options = self._include_options(main, prefix)
                ref = self.builder.project.refer(main, node.module, node.name)
                main.blocks.append([f"app.include_router({', '.join([ref, *options])})"])
                included.append((node, prefix, roots))
        return included

    def _include_in(self, child: RouterNode, parent: RouterNode, main: Module) -> None:
        """Written in ``main``, which may import both."""
        roots, options = self._include_options(main, f"/n{child.module.level}")
        outer = self.builder.project.refer(main, parent.module, parent.name)
        inner = self.builder.project.refer(main, child.module, child.name)
        main.blocks.append([f"{outer}.include_router({', '.join([inner, *options])})"])
        parent.children.append((child, f"/n{child.module.level}", roots))

    def _include_options(self, main: Module, prefix: str) -> tuple[list[Root], list[str]]:
        options = [f"prefix={prefix!r}"] if prefix else []
        if self.random.random() > 0.2:
            return [], options
        dependency = self._dependency(main)
        return list(dependency.roots), [*options, f"dependencies=[{dependency.marker}]"]

    def _lifespan(self, main: Module) -> str:
        main.imports.add("from contextlib import asynccontextmanager")
        function = Function("main:lifespan", True)
        site = Site(main, function, 2)
        self.builder.fill(site)
        site.write("yield")
        header = Header("async def lifespan(application: FastAPI):", function)
        main.blocks.append(["@asynccontextmanager", header, *site.lines])
        run(function, "loop")
        return "lifespan"

    def _middleware(self, main: Module) -> None:
        if self.random.random() > 0.3:
            return
        function = Function("main:add_header", True)
        site = Site(main, function, 2)
        self.builder.fill(site)
        site.write("return await call_next(request)")
        header = Header("async def add_header(request: Request, call_next):", function)
        main.blocks.append(["@app.middleware('http')", header, *site.lines])
        run(function, "loop")

    def _conclude(self, node: RouterNode, prefix: str, roots: list[Root]) -> None:
        """Run every route of ``node``; the expectation of each follows from what blocked the loop."""
        inherited = [*roots, *node.roots]
        for handler in node.handlers:
            context: Context = "loop" if handler.function.is_async else "thread"
            own = [(handler.function, context), *handler.roots]
            outer = inherited if handler.takes_dependencies else []
            blocked = [run(function, where) for function, where in [*own, *outer]]
            calm = "native-async" if handler.function.is_async else "converted-def"
            own_prefix = node.prefix if handler.takes_dependencies else ""
            key = f"{handler.method.upper()} {prefix}{own_prefix}{handler.path}"
            handler.function.route_verdicts[key] = "blocking-async" if any(blocked) else calm
        for child, child_prefix, child_roots in node.children:
            self._conclude(child, prefix + node.prefix + child_prefix, [*inherited, *child_roots])
