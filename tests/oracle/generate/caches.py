"""Caches that are empty when a request first asks them: what fills them runs, and they forget again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.generate.model import Function
from tests.oracle.generate.project import Header, Line, Site

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

_KEYS = ("'go'", "7", "('a', 1)", "str", "Ellipsis")
# How it is asked whether there is something; the rest makes it.
_ASKED = (
    ("held = {store}.get({key})", "if held is None:"),
    ("held = {store}.get({key})", "if not held:"),
    ("", "if (held := {store}.get({key})) is None:"),
    ("held = {store}.pop({key}, None)", "if held is None:"),
    ("held = None", "if {key} not in {store}:"),
    ("held = {store}.get({key}, Ellipsis)", "if held is Ellipsis:"),
)
_KEPT = ("held = {store}[{key}] = 1", "{store}[{key}] = held = 1", "held = {store}.setdefault({key}, 1)")
_FORGOTTEN = ("{store}.clear()", "{store}.pop({key})", "del {store}[{key}]")


def filled_when_asked(builder: Builder, site: Site) -> None:
    """A function or method with a cache of its own: of the module, a class, an object or a closure."""
    pick = builder.random.choice
    module = builder.lower_module(site.module)
    place = pick(["module", "class", "object", "closure", "default"])
    name = module.fresh(pick(["remember", "lookup", "current"]))
    symbol = {"class": f"{name}.get", "object": f"{name}.get", "closure": f"{name}.get"}.get(place, name)
    function = Function(f"{module.name}:{symbol}", False)
    indent = 1 if place in ("module", "default") else 2
    store = {"module": f"{name}_made", "class": "cls.made", "object": "self.made"}.get(place, "made")
    body = _body(builder, Site(module, function, site.depth - 1, indent=indent), store)
    ref = builder.project.refer(site.module, module, name)
    if place == "module":
        module.blocks.append([f"{name}_made = {{}}"])
        module.blocks.append([Header(f"def {name}():", function), *body])
    elif place == "default":
        module.blocks.append([Header(f"def {name}(made={{}}):", function), *body])
    elif place == "class":
        head = [f"class {name}:", "    made = {}", "", "    @classmethod"]
        module.blocks.append([*head, Header("    def get(cls):", function), *body])
        ref = f"{ref}.get"
    elif place == "object":
        head = [f"class {name}_Type:", "    def __init__(self):", "        self.made = {}", ""]
        function.name = f"{module.name}:{name}_Type.get"
        module.blocks.append(
            [*head, Header("    def get(self):", function), *body, "", "", f"{name} = {name}_Type()"]
        )
        ref = f"{ref}.get"
    else:
        function.name = f"{module.name}:{name}_maker.get"
        module.blocks.append(
            [
                *(f"def {name}_maker():", "    made = {}", ""),
                *(Header("    def get():", function), *body, ""),
                *("    return get", "", "", f"{name} = {name}_maker()"),
            ]
        )
    site.write(f"{ref}()")
    site.call(function)


def _body(builder: Builder, inner: Site, store: str) -> list[Line]:
    pick = builder.random.choice
    names = {"store": store, "key": pick(_KEYS)}
    asking, test = pick(_ASKED)
    if asking:
        inner.write(asking.format(**names))
    with inner.nested(test.format(**names)):
        builder.fill(inner)
        inner.write(pick(_KEPT).format(**names))
    inner.write(pick(_FORGOTTEN).format(**names), "return held")
    return inner.lines


SYNC = (filled_when_asked,)
"""Synchronous functions that a hop may add."""
