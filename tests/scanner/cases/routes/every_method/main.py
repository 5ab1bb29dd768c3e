import time

from fastapi import APIRouter, FastAPI, Request

EVERY = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]
router = APIRouter()


@router.api_route("/proxy/{path:path}", methods=EVERY)
async def forward(request: Request, path: str):  # -> blocking-async
    time.sleep(0.001)
    return {"path": path}


async def mirror(request: Request):  # -> native-async
    return {"method": request.method}


router.add_api_route("/mirror", mirror, methods={"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"})
app = FastAPI()
app.include_router(router)
