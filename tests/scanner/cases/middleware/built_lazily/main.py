import requests
from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class Flags(BaseHTTPMiddleware):
    def __init__(self, app):  # -> blocking-async via requests.get
        super().__init__(app)
        self.flags = requests.get("http://flags.test/").json()

    async def dispatch(self, request, call_next):
        request.state.flags = self.flags
        return await call_next(request)


app = FastAPI()
app.add_middleware(Flags)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
