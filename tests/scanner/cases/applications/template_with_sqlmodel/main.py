from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api.routers import api_router


def custom_generate_unique_id(route: APIRoute) -> str:
    return f"{route.name}"


app = FastAPI(generate_unique_id_function=custom_generate_unique_id)
app.include_router(api_router, prefix="/api/v1")
