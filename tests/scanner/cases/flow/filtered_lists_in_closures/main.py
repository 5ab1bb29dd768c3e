import time

from fastapi import FastAPI

app = FastAPI()


class Nothing:
    def run(self):
        return 0


class Sums:
    def run(self):
        return sum(range(3))


class Words:
    def run(self):
        return "a b".split()


class Names:
    def run(self):
        return sorted(("b", "a"))


class Polls:
    def run(self):  # -> blocking-async
        time.sleep(0.02)


class Letter:
    def __init__(self, things):
        self.things = things

    def deliver(self):  # -> blocking-async
        return self.things[0].run()


def posted(thing):
    def deliver():  # -> blocking-async
        return Letter([each for each in (thing, None) if each is not None]).deliver()

    return deliver


@app.get("/posted")
async def post():  # -> blocking-async
    posted(Nothing())()
    posted(Sums())()
    posted(Words())()
    posted(Names())()
    posted(Polls())()
