"""What a value may be put into on its way, and how it is taken out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle.generate import carrier_texts as texts
from tests.oracle.generate.project import Module

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder


@dataclass(frozen=True)
class Form:
    """``pack`` is over the value ``{0}`` and what lies beside it ``{1}``, ``unpack`` over the packed value.

    Both may use ``{2}``, the name of what ``text`` defines there as ``NAME``.
    """

    pack: str
    unpack: str
    imports: tuple[str, ...] = ()
    text: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Carrier:
    """A form whose definitions are written in ``module`` under ``name``."""

    form: Form
    module: Module
    name: str

    def packed(self, builder: Builder, user: Module, value: str, beside: str) -> str:
        return self._filled(builder, user, self.form.pack, value, beside)

    def unpacked(self, builder: Builder, user: Module, value: str) -> str:
        return self._filled(builder, user, self.form.unpack, value, "None")

    def _filled(self, builder: Builder, user: Module, template: str, value: str, beside: str) -> str:
        user.imports.update(self.form.imports)
        name = builder.project.refer(user, self.module, self.name) if "{2}" in template else ""
        return template.format(value, beside, name)


def new_carrier(builder: Builder, module: Module) -> Carrier:
    """A form of any kind, its definitions in ``module``."""
    random = builder.random
    form = random.choice(INLINE) if random.random() < 0.45 else random.choice(DEFINED)
    name = ""
    if form.text:
        name = module.fresh(random.choice(["Parcel", "Envelope", "Slot", "Holding"]))
        module.imports.update(form.needs)
        module.blocks.append([*form.text.strip("\n").replace("NAME", name).split("\n")])
    return Carrier(form, module, name)


_NAMESPACE = ("from types import SimpleNamespace",)
_GETTERS = (*_NAMESPACE, "from operator import attrgetter, itemgetter")

INLINE: tuple[Form, ...] = (
    Form("{0}", "{0}"),
    Form("({0}, {1})", "{0}[0]"),
    Form("({1}, {0})", "{0}[-1]"),
    Form("[{0}]", "{0}[0]"),
    Form("{{'a': {0}, 'b': {1}}}", "{0}['a']"),
    Form("{{'a': {0}, 'b': {1}}}", "{0}.get('a')"),
    Form("{{'a': {{'b': {0}}}, 'b': {1}}}", "{0}['a']['b']"),
    Form("dict(a={0}, b={1})", "{0}['a']"),
    Form("{{**{{'a': {0}}}, 'b': {1}}}", "{0}['a']"),
    Form("({{'a': {0}}} | {{'b': {1}}})", "{0}['a']"),
    Form("dict(zip(('a', 'b'), ({0}, {1})))", "{0}['a']"),
    Form("SimpleNamespace(kept={0}, other={1})", "{0}.kept", _NAMESPACE),
    Form("SimpleNamespace(kept={0}, other={1})", "getattr({0}, 'kept')", _NAMESPACE),
    Form("SimpleNamespace(kept={0}, other={1})", "vars({0})['kept']", _NAMESPACE),
    Form("SimpleNamespace(kept={0}, other={1})", "attrgetter('kept')({0})", _GETTERS),
    Form("{{'a': {0}, 'b': {1}}}", "itemgetter('a')({0})", _GETTERS),
    Form("(lambda: {0})", "{0}()"),
    Form("(lambda: ({0}, {1}))", "{0}()[0]"),
    Form("(lambda kept={0}, other={1}: kept)", "{0}()"),
    Form("partial(dict, a={0}, b={1})", "{0}()['a']", ("from functools import partial",)),
    Form("iter([{0}])", "next({0})"),
    Form("deque([{0}])", "{0}.popleft()", ("from collections import deque",)),
    Form("ChainMap({{'a': {0}}}, {{'b': {1}}})", "{0}['a']", ("from collections import ChainMap",)),
    Form("MappingProxyType({{'a': {0}}})", "{0}['a']", ("from types import MappingProxyType",)),
    Form("(kept for kept in [{0}])", "next({0})"),
    Form("[kept for kept in ({0}, None) if kept is not None]", "{0}[0]"),
    Form("{{'a': {0}}}", "next(iter({0}.values()))"),
    Form("{{'a': {0}}}", "[kept for _, kept in {0}.items()][0]"),
    Form("copy({{'a': {0}, 'b': {1}}})", "{0}['a']", ("from copy import copy",)),
)

DEFINED: tuple[Form, ...] = (
    Form("{2}({0}, {1})", "{0}.kept", text=texts.RECORD, needs=("from dataclasses import dataclass",)),
    Form(
        "replace({2}(None), kept={0}, other={1})",
        "{0}.kept",
        ("from dataclasses import replace",),
        texts.RECORD,
        ("from dataclasses import dataclass",),
    ),
    Form(
        "{2}(kept={0}, other={1})",
        "{0}.kept",
        text=texts.FROZEN,
        needs=("from dataclasses import dataclass, field", "from typing import Any"),
    ),
    Form("{2}({0}, {1})", "{0}.kept", text=texts.NAMED, needs=("from typing import NamedTuple",)),
    Form("{2}({0}, {1})", "{0}[0]", text=texts.NAMED, needs=("from typing import NamedTuple",)),
    Form(
        "{2}(None)._replace(kept={0})", "{0}.kept", text=texts.NAMED, needs=("from typing import NamedTuple",)
    ),
    Form("{2}({0}, {1})", "{0}.get()", text=texts.GENERIC, needs=("from typing import Generic, TypeVar",)),
    Form(
        "{2}[object]({0}, {1})",
        "{0}.get()",
        text=texts.GENERIC,
        needs=("from typing import Generic, TypeVar",),
    ),
    Form("{2}({0}, {1})", "{0}.kept", text=texts.PROPERTY),
    Form("{2}(kept={0}, other={1})", "{0}['kept']", text=texts.ITEMS),
    Form("{2}(kept={0}, other={1})", "{0}.kept", text=texts.ATTRIBUTES),
    Form("{2}(kept={0}, other={1})", "getattr({0}, 'kept', None)", text=texts.ATTRIBUTES),
    Form("{2}(kept={0}, other={1})", "{0}.kept", text=texts.UPDATED),
    Form("{2}({0}, other={1})", "{0}.kept", text=texts.INHERITED),
    Form("{2}().holding({0}).beside({1})", "{0}.kept", text=texts.FLUENT),
    Form("{2}.of({0}, {1})", "{0}.kept", text=texts.MADE),
    Form("{2}({0}, {1})", "{0}.kept", text=texts.DESCRIBED),
    Form("{2}({0}, {1})", "{0}()", text=texts.CLOSED),
    Form("{2}({0}, {1})", "{0}[0]()", text=texts.CELL),
    Form(
        "{2}(kept={0}, other={1})",
        "{0}.kept",
        text=texts.MODEL,
        needs=("from pydantic import BaseModel, ConfigDict", "from typing import Any"),
    ),
    Form("{2}(kept={0}, other={1})", "{0}.kept", text=texts.MAPPING),
    Form("{2}({0})", "next(iter({0}))", text=texts.ITERATED),
    Form("{2}({0})", "[*{0}][0]", text=texts.ITERATED),
    Form(
        "{2}(lambda: {0}, {1})",
        "{0}.kept",
        text=texts.CACHED,
        needs=("from functools import cached_property",),
    ),
    Form("{2}({0}, {1})", "{0}.kept", text=texts.RAISED),
    Form("{2}({0}, other={1})", "{0}['kept']", text=texts.HANDED),
)
