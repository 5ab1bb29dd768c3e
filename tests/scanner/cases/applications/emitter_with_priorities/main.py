from fastapi import FastAPI

import events.handlers  # noqa: F401
from events.emitter import emitter

app = FastAPI()


@app.post("/created")
async def created():  # -> blocking-async
    return emitter.emit("created", {"a": 1})


@app.post("/seen")
async def seen():  # -> native-async
    await emitter.emit_async("seen", {"a": 1})


@app.post("/report")
async def report():  # -> native-async
    return await emitter.emit_offloaded("report", {"a": 1})


@app.post("/report/inline")
async def report_inline():  # -> blocking-async
    return emitter.emit("report", {"a": 1})


@app.post("/job")
async def job():  # -> blocking-async
    with emitter.around("job"):
        return 1


@app.post("/calm")
async def calm():  # -> native-async
    with emitter.around("calm"):
        return 1


@app.post("/first")
async def once():  # -> blocking-async
    emitter.emit("first", {})


@app.post("/weak")
async def weak():  # -> native-async
    emitter.emit("weak", {})


@app.post("/weakslow")
async def weakslow():  # -> blocking-async
    emitter.emit("weakslow", {})


@app.post("/nobody")
async def nobody():  # -> native-async
    return emitter.emit("nobody", 1)


@app.post("/def")
def plain():  # -> converted-def
    return emitter.emit("created", {"a": 1})
