"""Stand-ins for LangChain and LangGraph: what runnables of the project and nodes of graphs run, and where."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from inspect import iscoroutinefunction
from typing import Any, Self

from tests.oracle.recorder import wait_async


class Runnable:
    """The base of a project's own: what it does not override leads to ``invoke`` or ``ainvoke``."""

    def __class_getitem__(cls, key: object) -> type[Self]:
        return cls

    def invoke(self, data: Any) -> Any:
        raise NotImplementedError

    async def ainvoke(self, data: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, self.invoke, data)

    def batch(self, many: list[Any]) -> list[Any]:
        return [self.invoke(data) for data in many]

    async def abatch(self, many: list[Any]) -> list[Any]:
        return [await self.ainvoke(data) for data in many]

    def with_config(self, *args: object, **options: object) -> Self:
        return self

    configurable_fields = with_types = with_config


class RunnableBinding(Runnable):
    def __init__(self, *, bound: Any, **options: object) -> None:
        self.bound = bound

    def invoke(self, data: Any) -> Any:
        return self.bound.invoke(data)

    async def ainvoke(self, data: Any) -> Any:
        return await self.bound.ainvoke(data)

    async def astream(self, data: Any) -> AsyncIterator[Any]:
        async for each in self.bound.astream(data):
            yield each


class StateGraph(Runnable):
    """Nodes and the functions that choose between them run one after the other, each once."""

    def __init__(self, schema: object = None) -> None:
        self._steps: list[Any] = []

    def add_node(self, node: Any, action: Any = None) -> Self:
        self._steps.append(node if action is None else action)
        return self

    def add_sequence(self, nodes: list[Any]) -> Self:
        self._steps += nodes
        return self

    def add_conditional_edges(self, source: str, path: Callable[..., Any], ends: object = None) -> Self:
        self._steps.append(path)
        return self

    def add_edge(self, start: str, end: str) -> Self:
        return self

    def compile(self, **options: object) -> Self:
        return self

    def invoke(self, data: Any) -> Any:
        for step in self._steps:
            step.invoke(data) if isinstance(step, Runnable) else step(data)
        return data

    async def ainvoke(self, data: Any) -> Any:
        wait_async("langgraph.graph.StateGraph.ainvoke")
        for step in self._steps:
            await self._run(step, data)
        return data

    async def astream(self, data: Any) -> AsyncIterator[Any]:
        yield await self.ainvoke(data)

    async def _run(self, step: Any, data: Any) -> None:
        if isinstance(step, Runnable):
            await step.ainvoke(data)
        elif iscoroutinefunction(step) or iscoroutinefunction(type(step).__call__):
            await step(data)
        else:
            await asyncio.get_running_loop().run_in_executor(None, step, data)
