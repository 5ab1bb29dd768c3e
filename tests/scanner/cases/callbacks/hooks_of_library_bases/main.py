"""Classes of a library whose methods call back what the project overrides; only what is overridden waits."""

import ast
import asyncio
import time
from html.parser import HTMLParser

from fastapi import FastAPI

app = FastAPI()
PAGE = "<a href='x'>x</a>"


class Links(HTMLParser):
    """Asks for each link while it reads."""

    def handle_starttag(self, tag, attrs):  # -> blocking-async via time.sleep
        time.sleep(0.001)

    def reset_count(self):
        self.count = 0


class Titles(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)

    def publish(self):
        time.sleep(0.001)


class ThreadedLinks(HTMLParser):
    def handle_starttag(self, tag, attrs):  # -> converted-def
        time.sleep(0.001)


class Calls(ast.NodeVisitor):
    def visit_Call(self, node):  # -> blocking-async
        time.sleep(0.001)


class Names(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append(node.id)

    def store(self):
        time.sleep(0.001)


def read_links(page):  # -> converted-def
    ThreadedLinks().feed(page)


@app.get("/links")
async def links():  # -> blocking-async (helper) via time.sleep
    Links().feed(PAGE)
    return "read"


@app.get("/titles")
async def titles():  # -> native-async (no-io)
    parser = Titles()
    parser.feed(PAGE)
    return parser.found


@app.get("/links-in-thread")
async def links_in_thread():  # -> native-async (offloaded)
    await asyncio.to_thread(read_links, PAGE)
    return "read"


@app.get("/calls")
async def calls():  # -> blocking-async (helper) via time.sleep
    Calls().visit(ast.parse("print(1)"))
    return "seen"


@app.get("/names")
async def names():  # -> native-async (no-io)
    visitor = Names()
    visitor.visit(ast.parse("a + b"))
    return visitor.names


@app.get("/plain")
async def plain():  # -> native-async (no-io)
    HTMLParser().feed(PAGE)
    return "read"
