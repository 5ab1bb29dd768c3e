import time

from fastapi import APIRouter, FastAPI


class VersionedRouter(APIRouter):
    def __init__(self, name, **kwargs):
        super().__init__(prefix=f"/v1/{name}", **kwargs)

    def read(self, path):
        return self.get(path, tags=["read"])


router = VersionedRouter("things")


@router.read("/slow")
async def slow():  # -> GET /v1/things/slow: blocking-async via time.sleep
    time.sleep(0.01)


@router.post("/quick")
async def quick():  # -> POST /v1/things/quick: native-async
    return 1


app = FastAPI()
app.include_router(router)
