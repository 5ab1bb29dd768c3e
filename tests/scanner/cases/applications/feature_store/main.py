from fastapi import FastAPI

from features.api import admin, online
from features.api.errors import install
from features.routing import TimedRoute

app = FastAPI()
install(app)
app.include_router(online.router)
app.include_router(admin.router, prefix="/admin")
app.router.route_class = TimedRoute


@app.get("/healthz")
async def healthz():  # -> native-async
    return {"ok": True}
