import time

from fastapi import APIRouter, FastAPI


class TolerantRouter(APIRouter):
    """Every route answers with and without a slash at its end."""

    def api_route(self, path, *, include_in_schema=True, **kwargs):
        if path.endswith("/"):
            path = path[:-1]
        plain = super().api_route(path, include_in_schema=include_in_schema, **kwargs)
        slashed = super().api_route(f"{path}/", include_in_schema=False, **kwargs)

        def decorator(function):
            slashed(function)
            return plain(function)

        return decorator


router = TolerantRouter(prefix="/things")


@router.get("/slow")
async def slow():  # -> GET /things/slow: blocking-async via time.sleep; GET /things/slow/: blocking-async
    time.sleep(0.01)


@router.post("/quick/")
async def quick():  # -> POST /things/quick: native-async; POST /things/quick/: native-async
    return 1


def plain_only(path):
    if path.startswith("/old"):
        path = path[4:]

    def answer():  # -> GET /first: converted-def; GET /second: converted-def
        time.sleep(0.01)

    app.add_api_route(path, answer)


app = FastAPI()
app.include_router(router)
plain_only("/old/first")
plain_only("/second")
