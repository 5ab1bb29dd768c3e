import time

from fastapi import APIRouter, FastAPI


class SlashRouter(APIRouter):
    def api_route(self, path, *, include_in_schema=True, **kwargs):
        add = super().api_route(path, include_in_schema=include_in_schema, **kwargs)
        add_other = super().api_route(path + "/", include_in_schema=False, **kwargs)

        def decorate(function):
            add_other(function)
            return add(function)

        return decorate


class VersionedRouter(APIRouter):
    def __init__(self, version, **kwargs):
        super().__init__(prefix=f"/v{version}", **kwargs)

    def add_api_route(self, path, endpoint, **kwargs):
        kwargs.setdefault("tags", ["versioned"])
        return super().add_api_route("/x" + path, endpoint, **kwargs)


router = SlashRouter(prefix="/things")
versioned = VersionedRouter("2")
app = FastAPI()


@router.get("/blocks")
async def blocks():  # -> blocking-async
    time.sleep(0.001)
    return {}


@router.post("/clean")
async def clean():  # -> native-async
    return {}


@versioned.get("/blocks")
async def versioned_blocks():  # -> blocking-async
    time.sleep(0.001)
    return {}


@versioned.api_route("/several", methods=["PUT", "PATCH"])
def several():  # -> converted-def
    time.sleep(0.001)
    return {}


app.include_router(router)
app.include_router(versioned)
