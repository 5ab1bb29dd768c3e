from fastapi import APIRouter, FastAPI

import orders
import users


def register_all(application, modules):
    api = APIRouter(prefix="/api")
    for module in modules:
        api.include_router(module.router)
    application.include_router(api)


app = FastAPI()
register_all(app, [orders, users])
