from fastapi import APIRouter, Request, WebSocket

router = APIRouter()


@router.get("/report")
async def report(request: Request):  # -> blocking-async (helper) via time.sleep
    return request.app.reports.render()


@router.get("/title")
async def title(request: Request):  # -> native-async (no-io)
    return request.app.reports.title()


@router.get("/tick")
async def tick(request: Request):  # -> native-async (no-io)
    return await request.app.clock.tick()


@router.get("/size")
async def size(request: Request):  # -> native-async (no-io)
    return request.app.limits["size"]


@router.websocket("/feed")
async def feed(socket: WebSocket):  # -> native-async
    await socket.accept()
    await socket.send_text(socket.app.reports.title())
    await socket.close()
