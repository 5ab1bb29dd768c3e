import time

from fastapi import FastAPI


class Node:
    def __init__(self, kind):
        self.kind = kind


class Visitor:
    def visit(self, node):  # -> blocking-async via time.sleep
        return getattr(self, f"visit_{node.kind}")(node)

    def visit_leaf(self, node):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return node.kind


app = FastAPI()


@app.get("/visit")
async def visit():  # -> blocking-async (helper) via time.sleep
    return Visitor().visit(Node("leaf"))
