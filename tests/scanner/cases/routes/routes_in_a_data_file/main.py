"""Routes whose paths stand in data files beside the modules."""

import json
import os
import tomllib

from fastapi import APIRouter, FastAPI

from factory import register

HERE = os.path.dirname(os.path.abspath(__file__))
PAGES = tomllib.loads(open(os.path.join(HERE, "data", "page_routes.toml")).read())

app = FastAPI()
router = APIRouter()
register(router)
app.include_router(router)
pages = APIRouter(prefix=PAGES["prefix"])


async def page():  # -> native-async
    return json.loads('{"a": 1}')


for each in PAGES["page"]:
    pages.add_api_route(each["path"], page)
app.include_router(pages)
