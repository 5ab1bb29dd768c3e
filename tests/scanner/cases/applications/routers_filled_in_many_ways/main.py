from fastapi import FastAPI

from api import routers
from api.star import star

app = FastAPI()
app.include_router(routers.items)
app.include_router(**{"router": routers.made, "prefix": "/x"})
for prefix, router in routers.versions.items():
    app.include_router(router, prefix=prefix)
app.mount("/star", star)
app.router.add_api_route("/direct", routers.ping, methods=["GET"])


@app.api_route("/multi", methods=["GET", "PUT"])
async def multi():  # -> native-async
    return 1


@app.get("/files/{path:path}")
async def files(path: str):  # -> native-async
    return path


class Controller:
    router = APIRouter = routers.APIRouter(prefix="/controller")

    @router.get("/static")
    @staticmethod
    async def static_route():  # -> native-async
        return 1


app.include_router(Controller.router)
