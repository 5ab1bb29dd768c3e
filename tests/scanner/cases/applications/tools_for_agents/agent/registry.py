import functools
import inspect
from dataclasses import dataclass
from typing import Any, Callable, get_type_hints


@dataclass
class Tool:
    name: str
    call: Callable[..., Any]
    schema: dict

    async def __call__(self, **arguments):  # -> blocking-async
        made = self.call(**arguments)
        return await made if inspect.isawaitable(made) else made

    @property
    def is_async(self):
        return inspect.iscoroutinefunction(self.call)


class Toolbox:
    def __init__(self, *toolboxes):
        self.tools = {}
        for other in toolboxes:
            self.tools |= other.tools

    def tool(self, function=None, *, name=None):
        if function is None:
            return functools.partial(self.tool, name=name)
        hints = get_type_hints(function)
        schema = {k: getattr(v, "__name__", str(v)) for k, v in hints.items() if k != "return"}
        made = Tool(name or function.__name__, function, schema)
        self.tools[made.name] = made
        return function

    def __getitem__(self, name):
        return self.tools[name]

    async def run(self, name, **arguments):  # -> blocking-async
        return await self.tools[name](**arguments)

    async def run_all(self, calls):  # -> native-async
        return [await self.run(name, **arguments) for name, arguments in calls]

    def describe(self):
        return {name: tool.schema for name, tool in sorted(self.tools.items())}
