import time
from functools import reduce
from operator import or_

from fastapi import FastAPI


class Query:
    def __init__(self, *words):
        self.words = words

    def __or__(self, other):
        return Query(*self.words, *other.words)

    def run(self):
        return sorted(self.words)


class Slow(Query):
    def run(self):  # -> converted-def
        time.sleep(0.001)
        return sorted(self.words)


app = FastAPI()


@app.get("/any")
async def any_of():  # -> native-async
    return reduce(or_, [Query("a"), Query("b")]).run()


@app.get("/longest")
async def longest(words: str = "a bb"):  # -> native-async
    return reduce(lambda one, other: max(one, other, key=len), words.split())


@app.get("/slow")
def slow():  # -> converted-def
    return reduce(lambda one, other: other, [Query("a"), Slow("b")]).run()
