from fastapi import FastAPI
from starlette.routing import Mount, Route

from travel.admin import admin_app
from travel.api import router
from travel.lifecycle import scheduler

app = FastAPI()
app.include_router(router, prefix="/api/v1")
app.include_router(router, prefix="/api/latest", include_in_schema=False)
app.router.routes.append(Mount("/admin", app=admin_app))
app.router.on_startup.append(scheduler.start) if hasattr(app.router, "on_startup") else None
