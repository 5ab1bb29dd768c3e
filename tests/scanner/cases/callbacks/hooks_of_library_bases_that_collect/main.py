"""Hooks of library classes that only collect, beside methods that wait and that the library never calls."""

import ast
import time
from html.parser import HTMLParser

from fastapi import FastAPI

app = FastAPI()
PAGE = "<h1 id='x'>title</h1><!-- note -->"


class Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts, self.notes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        self.notes.append(data)

    def save(self):
        time.sleep(0.001)


class Renamed(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name(id=node.id.upper(), ctx=node.ctx), node)

    def upload(self):
        time.sleep(0.001)


class Counted(ast.NodeVisitor):
    count = 0

    def generic_visit(self, node):
        self.count += 1
        super().generic_visit(node)


@app.get("/outline")
async def outline():  # -> native-async (no-io)
    parser = Outline()
    parser.feed(PAGE)
    parser.close()
    return {"tags": parser.tags, "texts": parser.texts, "notes": parser.notes}


@app.get("/renamed")
async def renamed():  # -> native-async (no-io)
    return ast.unparse(Renamed().visit(ast.parse("a + b")))


@app.get("/counted")
async def counted():  # -> native-async (no-io)
    visitor = Counted()
    visitor.visit(ast.parse("a + b"))
    return visitor.count


@app.get("/outline-in-thread")
def outline_in_thread():  # -> converted-def (born-def)
    Outline().feed(PAGE)
    return "read"
