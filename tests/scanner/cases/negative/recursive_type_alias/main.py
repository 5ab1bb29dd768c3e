from __future__ import annotations

import time
from typing import Union

from fastapi import FastAPI

Tree = Union["Leaf", dict[str, "Tree"]]


class Leaf:
    def name(self) -> str:
        return "leaf"

    def read(self) -> str:
        time.sleep(0.001)
        return "leaf"


def names(tree: Tree) -> list[str]:
    if isinstance(tree, dict):
        return [name for part in tree.values() for name in names(part)]
    return [tree.name()]


app = FastAPI()


@app.get("/names")
async def read_names():  # -> native-async (no-io)
    return names({"a": Leaf(), "b": {"c": Leaf()}})
