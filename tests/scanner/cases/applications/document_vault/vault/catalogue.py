from functools import singledispatch, singledispatchmethod


class Note:
    def __init__(self, text: str) -> None:
        self.text = text


class Scan(Note):
    pass


class Link(Note):
    pass


@singledispatch
def preview(item) -> str:
    return repr(item)


@preview.register
def _(item: Note) -> str:
    return item.text[:10]


@preview.register(Link)
def _preview_link(item) -> str:  # -> blocking-async
    import requests

    return requests.get("http://" + item.text, timeout=1).text[:10]


class Indexer:
    @singledispatchmethod
    def index(self, item) -> int:
        return 0

    @index.register
    def _(self, item: str) -> int:
        return len(item)

    @index.register
    def _(self, item: Scan) -> int:  # -> blocking-async
        import time

        time.sleep(0.001)
        return len(item.text)
