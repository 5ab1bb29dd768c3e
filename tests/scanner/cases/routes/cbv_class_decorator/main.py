import inspect
import time

from fastapi import APIRouter, Depends, FastAPI

router = APIRouter()


def controller(prefix):
    def decorate(cls):
        instance = cls()
        for name, method in (("listing", instance.listing), ("report", instance.report)):
            router.add_api_route(f"{prefix}/{name}", method)
        return cls

    return decorate


@controller("/things")
class Things:
    async def listing(self):  # -> GET /things/listing: native-async
        return []

    async def report(self):  # -> GET /things/report: blocking-async via time.sleep
        time.sleep(0.01)
        return {}


app = FastAPI()
app.include_router(router)
