from core.ports import Reader
from infra.readers import Cached, HttpReader, TextReader


def http_reader() -> Reader[str]:
    return HttpReader("http://x.test/")


def text_reader() -> Reader[str]:
    return TextReader("x")


def cached_http() -> Reader[str]:
    return Cached(http_reader())


def cached_text() -> Reader[str]:
    return Cached(Cached(text_reader()))


class Use:
    def __init__(self, reader):
        self.reader = reader

    def __call__(self):
        return self.reader
