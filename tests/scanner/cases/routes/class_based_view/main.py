import time

from fastapi import APIRouter, FastAPI


class ThingView:
    def __init__(self, wait):
        self.wait = wait
        self.router = APIRouter(prefix="/things")
        self.router.get("/")(self.listing)
        self.router.get("/{key}")(self.detail)

    async def listing(self):  # -> GET /things/: blocking-async via time.sleep
        return self._load()

    def detail(self, key: int):  # -> GET /things/{key}: converted-def
        return self._load()

    def _load(self):  # -> blocking-async via time.sleep
        time.sleep(self.wait)
        return []


app = FastAPI()
app.include_router(ThingView(0.01).router)
