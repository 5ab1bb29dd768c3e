from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import StreamingResponse

from kitchen.events import Signal, placed, ready, rejected
from kitchen.machine import OrderFlow, Ticket, TransitionError
from kitchen.screens import Screens
from kitchen import receivers  # noqa: F401

app = FastAPI()
screens = Screens()
flow = OrderFlow()


@app.post("/tickets/{number}/place")
async def place(number: int):  # -> native-async
    await placed.send_async(number=number)
    return number


@app.post("/tickets/{number}/ready")
async def mark_ready(number: int):  # -> native-async
    await ready.send_async(number=number)


@app.post("/tickets/{number}/reject")
async def reject(number: int):  # -> blocking-async
    rejected.send(number=number)


@app.post("/tickets/{number}/reject-quietly")
def reject_quietly(number: int):  # -> converted-def
    rejected.send(number=number)


@app.get("/signals")
async def signals():  # -> native-async
    return [signal.name for signal in Signal.known]


@app.post("/flow/{number}/start")
async def start(number: int):  # -> native-async
    return flow.fire(Ticket(number, "new"), "start").state


@app.post("/flow/{number}/finish")
async def finish(number: int):  # -> blocking-async
    return flow.fire(Ticket(number, "cooking"), "finish").state


@app.post("/flow/{number}/cancel")
async def cancel(number: int):  # -> native-async
    return (await flow.fire_async(Ticket(number, "new"), "cancel")).state


@app.post("/flow/{number}/invalid")
async def invalid(number: int):  # -> native-async
    try:
        return flow.fire(Ticket(number, "done"), "start").state
    except TransitionError as error:
        return str(error)


@app.get("/screens/stream")
async def stream():  # -> native-async
    return StreamingResponse(screens.lines(2), media_type="text/event-stream")


@app.get("/screens/history")
async def history():  # -> blocking-async
    return StreamingResponse(screens.history(), media_type="text/plain")


@app.get("/screens/archive")
async def archive():  # -> native-async
    return StreamingResponse(screens.archive(), media_type="text/plain")


@app.websocket("/screens/{name}")
async def screen(websocket: WebSocket, name: str):  # -> native-async
    await screens.join(name, websocket)
    try:
        text = await websocket.receive_text()
        await screens.broadcast(name, text)
    except WebSocketDisconnect:
        pass
    finally:
        screens.leave(name, websocket)


@app.websocket("/screens/{name}/recorded")
async def recorded_screen(websocket: WebSocket, name: str):  # -> blocking-async
    await screens.join(name, websocket)
    text = await websocket.receive_text()
    screens.record(name, text)
    await screens.broadcast(name, text)
    screens.leave(name, websocket)
