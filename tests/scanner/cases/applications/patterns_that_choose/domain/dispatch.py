import time

import requests

from domain.events import Circle, Download, Kind, Point


def area(shape):  # -> blocking-async
    match shape:
        case Circle(radius=r, centre=Point(x=0, y=0)):
            return r * r * 3
        case Point():
            return 0
        case Download(url=str() as url, kind=Kind.REMOTE):
            return requests.get(url).status_code
        case [first, *rest]:
            return area(first) + sum(area(r) for r in rest)
        case {"shape": inner, **extra}:
            return area(inner) + len(extra)
        case int() | float():
            return shape
        case _:
            return -1


def run(kind):  # -> blocking-async
    match kind:
        case Kind.FAST:
            return 1
        case Kind.SLOW:
            time.sleep(0.001)
            return 2
        case Kind.REMOTE if requests:
            return requests.get("http://x.test/").status_code


HANDLERS = {Kind.FAST: lambda: 1, Kind.SLOW: lambda: time.sleep(0.001)}


def command(text):  # -> blocking-async
    match text.split():
        case ["get", key]:
            return requests.get(f"http://x.test/{key}").status_code
        case ["echo", *words]:
            return words
        case _:
            return None
