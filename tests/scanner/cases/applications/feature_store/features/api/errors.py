import requests
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class StoreDown(Exception):
    pass


async def store_down(request: Request, error: StoreDown) -> JSONResponse:  # -> blocking-async
    requests.post("http://alerts.example.com/page", json={"error": str(error)}, timeout=2)
    return JSONResponse({"error": "store"}, status_code=503)


def install(app: FastAPI) -> None:
    app.add_exception_handler(StoreDown, store_down)
