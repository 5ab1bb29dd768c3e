import time

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute


class TimedRoute(APIRoute):
    def get_route_handler(self):
        original = super().get_route_handler()

        async def timed(request: Request):  # -> blocking-async via time.sleep
            response = await original(request)
            time.sleep(0.01)
            return response

        return timed


router = APIRouter(route_class=TimedRoute)


@router.get("/timed")
async def timed_endpoint():  # -> blocking-async via time.sleep
    return {}


app = FastAPI()
app.include_router(router)


@app.get("/plain")
async def plain():  # -> native-async (no-io)
    return {}
