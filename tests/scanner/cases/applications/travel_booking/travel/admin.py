import asyncio

from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from travel.gateways import GatewayMeta, gateway
from travel.lifecycle import scheduler, slow_jobs


async def run_jobs(request: Request) -> JSONResponse:  # -> native-async
    return JSONResponse({"run": await scheduler.run_once()})


async def run_slow_jobs(request: Request) -> JSONResponse:  # -> blocking-async
    return JSONResponse({"run": await slow_jobs.run_once()})


def list_gateways(request: Request) -> PlainTextResponse:  # -> converted-def
    return PlainTextResponse(",".join(GatewayMeta.gateways))


class GatewayStatus(HTTPEndpoint):
    async def get(self, request: Request) -> JSONResponse:  # -> native-async
        return JSONResponse(await gateway("walk").search("home"))

    async def post(self, request: Request) -> JSONResponse:  # -> blocking-async
        return JSONResponse(await gateway("rail").search("home"))


admin_app = Starlette(
    routes=[
        Route("/jobs", run_jobs),
        Route("/jobs/slow", run_slow_jobs, methods=["POST"]),
        Route("/gateways", list_gateways),
        Route("/status", GatewayStatus),
    ]
)
