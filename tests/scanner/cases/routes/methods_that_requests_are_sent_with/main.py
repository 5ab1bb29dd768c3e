import time

from fastapi import APIRouter, Depends, FastAPI, Request

app = FastAPI()


def note(*parts):  # -> blocking-async
    time.sleep(0.001)


async def audit(request: Request):  # -> blocking-async
    if request.method not in ("GET", "HEAD"):
        note(request.url)


def trace(request: Request):  # -> blocking-async
    method = request.method
    if method == "DELETE":
        note(method)


async def trace_on_loop(request: Request):  # -> blocking-async
    trace(request)


async def read():
    return 1


async def write():  # -> blocking-async
    return note(1)


PARTS = {"GET": read, "POST": write}
router = APIRouter(dependencies=[Depends(audit)])


@router.get("/audited")
async def audited():  # -> native-async
    return 1


@router.post("/audited")
async def audited_post():  # -> blocking-async
    return 1


@app.get("/traced", dependencies=[Depends(trace_on_loop)])
async def traced():  # -> native-async
    return 1


@app.delete("/traced", dependencies=[Depends(trace_on_loop)])
async def traced_delete():  # -> blocking-async
    return 1


@app.get("/parts")
async def parts(request: Request):  # -> native-async
    return await PARTS[request.method]()


@app.api_route("/parts/both", methods=["GET", "POST"])
async def parts_both(request: Request):  # -> blocking-async
    return await PARTS.get(request.method, read)()


@app.put("/parts/none")
async def parts_none(request: Request):  # -> native-async
    return await PARTS.get(request.method, read)()


@app.get("/matched")
async def matched(request: Request):  # -> native-async
    match request.method:
        case "GET":
            return 1
        case "POST":
            return note(1)


app.include_router(router)
