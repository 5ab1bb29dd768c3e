from fastapi import BackgroundTasks, FastAPI

from flow import orders
from flow.engine import Machine

app = FastAPI()


@app.post("/charge")
async def charge():  # -> native-async
    return await orders.charge.execute(id=1)


@app.post("/calm")
async def calm():  # -> native-async
    return await orders.calm.execute(id=1)


@app.post("/threads")
async def threads():  # -> native-async
    return await orders.threads.execute(id=1)


@app.post("/failing")
async def failing():  # -> blocking-async
    return await orders.failing.execute(id=1)


@app.post("/joined")
async def joined():  # -> native-async
    return await (orders.charge >> orders.calm).execute()


@app.post("/joined/blocking")
async def joined_blocking():  # -> blocking-async
    return await (orders.calm >> orders.failing).execute()


@app.post("/stack")
async def stack():  # -> blocking-async
    return await orders.reserve.execute_with_stack(id=1)


@app.post("/stack/calm")
async def stack_calm():  # -> native-async
    return await orders.charge.execute_with_stack(id=1)


@app.post("/machine/pay")
async def machine_pay():  # -> blocking-async
    return await Machine(orders.Loud()).fire("pay")


@app.post("/machine/quiet")
async def machine_quiet():  # -> native-async
    return await Machine(orders.Quiet()).fire("pay")


@app.post("/later")
async def later(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(orders.calm.execute, id=3)


@app.post("/later/blocking")
async def later_blocking(tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(orders.failing.execute, id=3)


@app.get("/steps")
async def steps():  # -> native-async
    return [s.name async for s in orders.reserve]
