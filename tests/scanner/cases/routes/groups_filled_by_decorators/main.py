import time

from fastapi import APIRouter, FastAPI


class Group:
    def __init__(self):
        self.endpoints = []

    def __getattr__(self, verb):
        if verb not in {"get", "post"}:
            raise AttributeError(verb)

        def at(path):
            def add(function):
                self.endpoints.append((verb.upper(), path, function))
                return function

            return add

        return at

    def router(self, prefix):
        router = APIRouter(prefix=prefix)
        for method, path, function in self.endpoints:
            router.add_api_route(path, function, methods=[method])
        return router


books = Group()


@books.get("/{key}")
async def show(key: str):  # -> native-async
    return key


@books.post("/{key}")
async def change(key: str):  # -> native-async
    return key.upper()


@books.get("/{key}/pages")
def pages(key: str):  # -> converted-def
    time.sleep(0.001)
    return key


app = FastAPI()
app.include_router(books.router("/books"))
