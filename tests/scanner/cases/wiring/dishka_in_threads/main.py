import time

from dishka import Provider, Scope, make_container
from dishka.integrations.fastapi import FromDishka, inject_sync, setup_dishka
from fastapi import FastAPI


class Index:
    def __init__(self, size: int):  # -> converted-def
        time.sleep(0.01)
        self.size = size


class Clock:
    def now(self) -> int:
        return 1


class Search:
    def __init__(self, index: Index):
        self.index = index

    def find(self) -> int:
        return self.index.size


provider = Provider(scope=Scope.REQUEST)
provider.provide(lambda: Index(3), provides=Index)
provider.provide(Search)
provider.provide(Clock)
app = FastAPI()


@app.get("/search")
@inject_sync
def search(found: FromDishka[Search]):  # -> converted-def
    return found.find()


@app.get("/now")
@inject_sync
def now(clock: FromDishka[Clock]):  # -> converted-def
    return clock.now()


setup_dishka(make_container(provider), app)
