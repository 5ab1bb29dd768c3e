import requests
from fastapi import APIRouter, FastAPI

router = APIRouter()


class Api:
    def call(self, path):  # -> converted-def
        return requests.get(f"http://api.test/{path}").json()


api = Api()
for name in ("users", "orders"):

    @router.get(f"/{name}", name=name)
    def listing(name: str = name):  # -> GET /users: converted-def; GET /orders: converted-def
        return api.call(name)


app = FastAPI()
app.include_router(router)
