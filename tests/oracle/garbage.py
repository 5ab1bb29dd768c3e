"""Cyclic garbage of cases is collected while none of their code runs.

An open session that nobody holds any more is cyclic garbage. Collected in the midst of a request, in
whichever thread allocates then, it rolls back or closes the one connection that all sessions of a case share.
"""

from __future__ import annotations

import gc

from tests.oracle.recorder import quiet


def take_over() -> None:
    """From here on this process collects only where it says so."""
    gc.disable()
    keep()


def collect() -> None:
    """Between two requests: what finalisers do belongs to neither."""
    with quiet():
        gc.collect()


def keep() -> None:
    """Between two cases: what is still alive belongs to libraries, and is not gone through again."""
    collect()
    gc.freeze()
