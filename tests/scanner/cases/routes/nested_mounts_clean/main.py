import time

from fastapi import FastAPI

app = FastAPI()
v1 = FastAPI()
admin = FastAPI()


@admin.get("/report")
def report():  # -> GET /v1/admin/report: converted-def
    time.sleep(0.001)
    return {}


@v1.get("/ping")
async def ping():  # -> GET /v1/ping: native-async
    return {}


v1.mount("/admin", admin)
app.mount("/v1", v1)
