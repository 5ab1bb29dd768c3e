"""Names that a module made by a compiler of protocol buffers has once it runs: messages, plain data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.engine.values import NOTHING, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.program import Module

_MADE = re.compile(rb"\b(?:BuildTopDescriptorsAndMessages|GeneratedProtocolMessageType)\b")
_MESSAGES = "google.protobuf.message"


def message(vm: Machine, module: Module, name: str) -> Value:
    """The class of messages (or the enumeration) of that name; nothing in any other module."""
    made = module.path and vm.program.look(_MADE).search(vm.program.text(module.path))
    return vm.external(f"{_MESSAGES}.{name}") if made else NOTHING
