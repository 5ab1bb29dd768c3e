import time

from fastapi import APIRouter


class Router(APIRouter):
    def __init__(self, *, root="/api"):
        super().__init__()
        self.root = root


reports = Router()
health = Router(root="/.probes")


@reports.get("/waits")
async def waits():  # -> GET /api/reports/waits: blocking-async
    time.sleep(0.01)


@reports.get("/answers")
async def answers():  # -> GET /api/reports/answers: native-async
    return 1


@health.get("/ready")
async def ready():  # -> GET /.probes/health/ready: native-async
    return 1


@health.get("/plain")
def plain():  # -> GET /.probes/health/plain: converted-def
    time.sleep(0.01)
