"""The ways in which code calls something: inline, through containers and syntax, off the loop, as tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.oracle.generate.model import Call, Function
from tests.oracle.generate.project import Header, Site
from tests.oracle.generate.targets import Target, make_target

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

Use = Callable[["Builder", Site], None]


def call_inline(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, False)
    written = builder.random.choice(_call_forms(target))
    site.write(*written)
    site.call(target.function)


def _call_forms(target: Target) -> list[list[str]]:
    forms = [[target.call()], [f"value = {target.call()}"], [f"found = [{target.call()} for _ in range(1)]"]]
    forms.append([f"if (checked := {target.call()}) is not None:", "    checked = None"])
    forms.append(["try:", f"    {target.call()}", "finally:", "    done = True"])
    forms.append([f'text_value = f"{{{target.call()}}}"'])
    forms.append([f"chosen = {target.ref}", f"chosen({target.positional})"])
    if target.arguments:
        packed = ", ".join(f"'{name}': {value}" for name, value in target.arguments)
        forms += [[f"options = {{{packed}}}", f"{target.ref}(**options)"]]
        forms += [[f"arguments = ({target.positional},)", f"{target.ref}(*arguments)"]]
        forms += [[f"{target.ref}({target.keywords})"]]
    else:
        forms.append([f"for step in ({target.ref},):", "    step()"])
        forms.append([f"steps = [{target.ref}]", "steps.append(str)", "for step in steps:", "    step()"])
        forms.append([f"by_name = {{'a': {target.ref}}}", "by_name['a']()"])
        forms.append([f"for step in {{'a': {target.ref}}}.values():", "    step()"])
    return forms


def through_parameter(builder: Builder, site: Site) -> None:
    """Pass the callable to a function of the project that calls it."""
    target = make_target(builder, site, False)
    module = builder.lower_module(site.module)
    name = module.fresh("with_retry")
    caller = Function(f"{module.name}:{name}", False, [Call("action")])
    module.blocks.append([Header(f"def {name}(action, *args):", caller), "    return action(*args)"])
    ref = builder.project.refer(site.module, module, name)
    site.write(f"{ref}({', '.join(filter(None, (target.ref, target.positional)))})")
    site.call(caller, action=target.function)


def through_map(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, False)
    consume = builder.random.choice(["list", "tuple", "sum"])
    site.write(f"{consume}(map(lambda _: {target.call()} or 0, range(1)))")
    site.call(target.function)


def exit_stack(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, False)
    site.module.imports.add("from contextlib import ExitStack")
    site.write("with ExitStack() as stack:", f"    stack.callback({_with(target)})")
    site.call(target.function)


def await_it(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, True)
    forms = [[f"await {target.call()}"], [f"waiting = {target.call()}", "await waiting"]]
    forms.append([f"value = (await {target.call()}) or 0"])
    site.write(*builder.random.choice(forms))
    site.call(target.function)


def as_task(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, True)
    site.module.imports.add("import asyncio")
    forms = [
        [f"await asyncio.create_task({target.call()})"],
        [f"await asyncio.gather({target.call()})"],
        [f"task = asyncio.ensure_future({target.call()})", "await task"],
        [f"await asyncio.gather(*[{target.call()}], return_exceptions=False)"],
        ["async with asyncio.TaskGroup() as group:", f"    group.create_task({target.call()})"],
        [f"pending = [asyncio.create_task({target.call()})]", "await asyncio.wait(pending)"],
    ]
    site.write(*builder.random.choice(forms))
    site.task(target.function)


def awaited_in_time(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, True)
    site.module.imports.add("import asyncio")
    site.write(f"await asyncio.wait_for({target.call()}, 30)")
    site.task(target.function)


def offload(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, False)
    line, imports = builder.random.choice(
        [
            (
                f"await run_in_threadpool({_with(target)})",
                "from fastapi.concurrency import run_in_threadpool",
            ),
            (
                f"await run_in_threadpool({_with_keywords(target)})",
                "from starlette.concurrency import run_in_threadpool",
            ),
            (f"await asyncio.to_thread({_with(target)})", "import asyncio"),
            (f"await asyncio.to_thread(lambda: {target.call()})", "import asyncio"),
            (f"await asyncio.get_running_loop().run_in_executor(None, {_with(target)})", "import asyncio"),
            (f"await anyio.to_thread.run_sync({_with(target)})", "import anyio.to_thread"),
            (f"await sync_to_async({target.ref}, thread_sensitive=False)({target.positional})", _ASGIREF),
        ]
    )
    site.module.imports.add(imports)
    site.write(line)
    site.offload(target.function)


_ASGIREF = "from asgiref.sync import sync_to_async"


def offload_to_pool(builder: Builder, site: Site) -> None:
    target = make_target(builder, site, False)
    site.module.imports.update({"import asyncio", "from concurrent.futures import ThreadPoolExecutor"})
    pool = site.module.fresh("executor")
    site.module.blocks.append([f"{pool} = ThreadPoolExecutor(1)"])
    site.write("loop = asyncio.get_running_loop()", f"await loop.run_in_executor({pool}, {_with(target)})")
    site.offload(target.function)


def called_then_offloaded(builder: Builder, site: Site) -> None:
    """The classic slip: the call happens here, only its result goes to the thread."""
    target = make_target(builder, site, False)
    site.module.imports.add("from fastapi.concurrency import run_in_threadpool")
    site.write(f"await run_in_threadpool(str, {target.call()})")
    site.call(target.function)


def _with(target: Target) -> str:
    return ", ".join(filter(None, (target.ref, target.positional)))


def _with_keywords(target: Target) -> str:
    return ", ".join(filter(None, (target.ref, target.keywords)))


SYNC: tuple[Use, ...] = (call_inline, call_inline, call_inline, through_parameter, through_map, exit_stack)
ASYNC: tuple[Use, ...] = (
    await_it,
    await_it,
    await_it,
    as_task,
    awaited_in_time,
    offload,
    offload,
    offload,
    offload_to_pool,
    called_then_offloaded,
)
