import time

from fastapi import APIRouter, FastAPI


class Module:
    def __init__(self, name):
        self.router = APIRouter(prefix=f"/{name}")
        self.router.add_api_route("/status", self.status)
        self.router.add_api_route("/slow", self.slow, methods=["POST"])

    async def status(self):  # -> native-async
        return "ok"

    async def slow(self):  # -> POST /billing/slow: blocking-async via time.sleep
        time.sleep(0.01)
        return "done"


app = FastAPI()
billing = Module("billing")
app.include_router(billing.router)
