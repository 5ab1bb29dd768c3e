import time
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI


@dataclass
class Endpoint:
    path: str
    function: Callable
    methods: tuple = ("GET",)


class Api:
    def __init__(self):
        self.endpoints = []

    def on(self, path, *methods):
        def keep(function):
            self.endpoints.append(Endpoint(path, function, methods or ("GET",)))
            return function

        return keep

    def install(self, app):
        router = APIRouter()
        for endpoint in self.endpoints:
            router.add_api_route(endpoint.path, endpoint.function, methods=list(endpoint.methods))
        app.include_router(router)


api = Api()


@api.on("/quick")
async def quick():  # -> native-async
    return 1


@api.on("/quick/{key}", "PUT")
async def put(key: str):  # -> native-async
    return key


@api.on("/slow", "POST")
def slow():  # -> converted-def
    time.sleep(0.001)


app = FastAPI()
api.install(app)
