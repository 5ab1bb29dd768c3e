import time

from fastapi import FastAPI, Request


class Resource:
    async def handle(self, request: Request):
        method = getattr(self, request.method.lower(), None)
        if method is None:
            return 405
        return await method()


class Items(Resource):
    async def get(self):
        return "items"

    async def delete(self):
        time.sleep(0.001)


class Users(Resource):
    async def get(self):
        return "users"

    async def post(self):
        return "made"


def add(app, path, resource, *methods):
    async def endpoint(request: Request):  # -> native-async
        return await resource.handle(request)

    app.add_api_route(path, endpoint, methods=list(methods))


app = FastAPI()
add(app, "/items", Items(), "GET")
add(app, "/items/none", Items(), "PATCH")
add(app, "/users", Users(), "GET", "POST")
