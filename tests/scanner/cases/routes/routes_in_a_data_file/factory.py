import json
import time
from pathlib import Path

from fastapi import APIRouter


def load_config() -> dict:
    config_path = Path(__file__).parent / "data" / "endpoints.json"
    with open(config_path) as f:
        return json.load(f)


def slow_handler(name: str):
    async def handle():  # -> GET /files: blocking-async via time.sleep; GET /v1/files: blocking-async via time.sleep
        time.sleep(0)
        return name

    return handle


def file_handler(name: str, slow: bool):
    if slow:

        async def handle_slowly(file_id: str):  # -> DELETE /files/{file_id}: blocking-async; DELETE /v1/files/{file_id}: blocking-async
            time.sleep(0)
            return name

        return handle_slowly

    async def handle_file(file_id: str):  # -> GET /files/{file_id}: native-async; GET /v1/files/{file_id}: native-async
        return name

    return handle_file


def register(router: APIRouter) -> None:
    config = load_config()
    for endpoint in config["endpoints"]:
        params = endpoint.get("path_params", [])
        name, path = endpoint["name"], endpoint["path"]
        handler = file_handler(name, endpoint["slow"]) if "file_id" in params else slow_handler(name)
        for full in (path, f"/v1{path}"):
            router.add_api_route(full, handler, methods=endpoint["methods"])
