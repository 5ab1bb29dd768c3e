from fastapi import FastAPI

from reports.loading import load_all
from reports.registry import Registry
from reports.rest import router_for

registry = Registry()
load_all(registry)
app = FastAPI()
app.include_router(router_for(registry), prefix="/reports")
