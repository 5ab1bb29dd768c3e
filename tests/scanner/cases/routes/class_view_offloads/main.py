import asyncio
import time

from fastapi import APIRouter, FastAPI


class ReportView:
    def __init__(self):
        self.router = APIRouter(prefix="/reports")
        self.router.add_api_route("/", self.listing)

    def _load(self):  # -> converted-def
        time.sleep(0.001)
        return []

    async def listing(self):  # -> GET /reports/: native-async (offloaded)
        return await asyncio.to_thread(self._load)


app = FastAPI()
app.include_router(ReportView().router)
