import asyncio
from functools import partial

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from reports.registry import Registry, Report


class ReportEndpoint:
    def __init__(self, report: Report) -> None:
        self.report = report

    async def title(self) -> str:  # -> native-async
        return self.report.title

    async def inline(self) -> str:  # -> GET /reports/sales/inline: blocking-async; GET /reports/targets/inline: native-async; GET /reports/stock/inline: blocking-async; GET /reports/shelves/inline: native-async
        return self.report.render()

    async def offloaded(self) -> str:  # -> native-async
        return await run_in_threadpool(self.report.render)

    def threaded(self) -> str:  # -> converted-def
        return self.report.render()


def router_for(registry: Registry) -> APIRouter:
    router = APIRouter()

    async def names() -> list[str]:  # -> native-async
        return [report.name for report in registry]

    router.add_api_route("/", names)

    for name in ("sales", "targets"):
        endpoint = ReportEndpoint(registry[name])
        router.add_api_route(f"/{name}/title", endpoint.title)
        router.add_api_route(f"/{name}/inline", endpoint.inline)
        router.add_api_route(f"/{name}/offloaded", endpoint.offloaded)
    for name in ["stock", "shelves"]:
        router.add_api_route(f"/{name}/threaded", ReportEndpoint(registry[name]).threaded)
        router.add_api_route(f"/{name}/inline", ReportEndpoint(registry[name]).inline)

    @router.get("/targets/json")
    async def targets_json():  # -> native-async
        return registry.exporter("json")(registry["targets"])

    @router.get("/targets/sheet")
    async def targets_sheet():  # -> blocking-async
        return registry.exporter("sheet")(registry["targets"])

    @router.get("/targets/sheet/executor")
    async def targets_sheet_in_executor():  # -> native-async
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, partial(registry.exporter("sheet"), registry["targets"]))

    @router.get("/shelves/text")
    async def shelves_text():  # -> native-async
        return registry.exporter("text")(registry["shelves"])

    @router.get("/stock/text")
    async def stock_text():  # -> blocking-async
        return registry.exporter("text")(registry["stock"])

    return router
