"""The part of the call graph through which the loop gets blocked, small enough to travel in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Activation
from scanner.model import LoopRecord

if TYPE_CHECKING:
    from scanner.engine.verdicts import Judge

BLOCKS, ASYNC = 1, 2


def loop_graph(judge: Judge) -> LoopRecord:
    """Every run that leads to a blocking call on the loop, equal ones merged.

    Two runs are equal when they are of the same function, block alike and lead to equal runs: whatever
    is asked of the graph by function names has the same answer for both.
    """
    from scanner.engine.graph import certain_edges

    nodes = [node for node in judge.graph.nodes if node in judge.blocking]
    number = {node: index for index, node in enumerate(nodes)}
    edges = [sorted({number[to] for to in certain_edges(node) if to in number}) for node in nodes]
    names: dict[str, int] = {}
    labels = [_label(judge, node, names) for node in nodes]
    classes = _merged(labels, edges)
    rows: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        rows.setdefault(classes[index], [*label, *sorted({classes[to] for to in edges[index]})])
    routes = {key: classes[number[root]] for key, root in judge.root_by_id.items() if root in number}
    return {
        "functions": list(names),
        "nodes": [rows[key] for key in range(len(rows))],
        "routes": dict(sorted(routes.items())),
    }


def _label(judge: Judge, node: Activation, names: dict[str, int]) -> tuple[int, int]:
    """The function's number (-1 for none) and what is true of the run."""
    flags = BLOCKS if judge.blocks_loop(node) is not None else 0
    if node.func is None:
        return -1, flags
    if node.func.is_async:
        flags |= ASYNC
    return names.setdefault(node.func.symbol, len(names)), flags


def _merged(labels: list[tuple[int, int]], edges: list[list[int]]) -> list[int]:
    """The class of each node in the coarsest partition in which equal nodes lead to equal nodes."""
    known: dict[object, int] = {}
    classes = [known.setdefault(label, len(known)) for label in labels]
    count = 0
    while count != len(known):
        count, known = len(known), {}
        classes = [
            known.setdefault((own, frozenset(classes[to] for to in targets)), len(known))
            for own, targets in zip(classes, edges, strict=True)
        ]
    return classes
