"""For whom a line makes something: what a function fills with what it is given is not one for all."""

from __future__ import annotations

from collections.abc import Hashable

from scanner.engine.frames import Frame

# Callers that are told apart: of a function at run time, and while modules are imported.
MAX_OWNERS = 3
OWNERS_AT_IMPORT = 24


def maker(frame: Frame) -> Hashable:
    """Tells apart what one line makes for different callers, while modules are imported above all."""
    if frame.kind != "func":
        return None
    run = frame.activation
    # Calls are numbered for each context.
    return run.context, min(run.number, OWNERS_AT_IMPORT if run.context == "import" else MAX_OWNERS)


def label(frame: Frame) -> str:
    """The same as text, empty where all callers are one."""
    owner = maker(frame)
    return f":{owner}" if owner else ""
