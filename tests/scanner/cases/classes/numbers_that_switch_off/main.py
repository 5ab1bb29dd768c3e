"""Zero, given or by default, switches off what a class could do; so does an empty name on a class."""

import time

from fastapi import APIRouter, FastAPI

app = FastAPI()


class Throttle:
    def __init__(self, function, pause=0.0, loud=False):
        self.function, self.pause, self.loud = function, pause, loud

    def __call__(self):
        if self.loud or self.pause > 0:
            time.sleep(self.pause)
        return self.function()


def throttled(pause=0, loud=False):
    return lambda function: Throttle(function, pause, loud)


@throttled()
def one():
    return 1


@throttled(pause=0.0)
def two():
    return 2


@app.get("/one")
async def read_one():  # -> native-async
    return one()


@app.get("/two")
async def read_two():  # -> native-async
    return two()


class View:
    prefix = ""
    found: list[type["View"]] = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if cls.prefix:
            View.found.append(cls)

    async def get(self):  # -> GET /names/: native-async; GET /texts/: native-async
        return self.prefix


class Base(View):
    async def get(self):
        time.sleep(0.001)


class Names(View):
    prefix = "/names"


class Texts(View):
    prefix = "/texts"


for view in View.found:
    router = APIRouter(prefix=view.prefix)
    router.add_api_route("/", view().get)
    app.include_router(router)
