import asyncio

from fastapi import FastAPI

from planner.scheduler import Queue, Scheduler
from planner.work import PLAN, SLOW_PLAN, bad, pause, pick, quick, run_plan, slow

app = FastAPI()


@app.get("/jobs")
async def jobs():  # -> native-async
    return Scheduler().add(quick, 1).add(quick, x=2).run_all()


@app.get("/jobs/slow")
async def jobs_slow():  # -> blocking-async
    scheduler = Scheduler()
    scheduler.add(slow, 1)
    return scheduler.run_all()


@app.get("/jobs/every")
async def jobs_every():  # -> blocking-async
    scheduler = Scheduler()

    @scheduler.every(1)
    def tick():  # -> blocking-async
        return slow(2)

    return scheduler.run_all()


@app.get("/jobs/async")
async def jobs_async():  # -> native-async
    return await Scheduler().add(pause).add(quick).run_async()


@app.get("/jobs/async/bad")
async def jobs_async_bad():  # -> blocking-async
    return await Scheduler().add(bad).run_async()


@app.get("/queue")
async def queued():  # -> native-async
    await Queue().run((quick, (1,)), (pause, (2,)))


@app.get("/queue/slow")
async def queued_slow():  # -> blocking-async
    await Queue(2).run((quick, (1,)), (slow, (2,)))


@app.get("/plan")
async def plan():  # -> native-async
    return run_plan(PLAN)


@app.get("/plan/slow")
async def plan_slow():  # -> blocking-async
    return run_plan(SLOW_PLAN)


@app.get("/pick")
async def picked():  # -> native-async
    return pick("math", "double")(2)


@app.get("/pick/nap")
async def picked_nap():  # -> blocking-async
    return pick("math", "nap")(2)


@app.get("/callbacks")
async def callbacks():  # -> native-async
    task = asyncio.ensure_future(pause())
    task.add_done_callback(lambda t: quick(t.result()))
    return await task


@app.get("/callbacks/slow")
async def callbacks_slow():  # -> blocking-async
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: slow(f.result()))
    future.set_result(1)
    return await future


@app.get("/def")
def plain():  # -> converted-def
    return Scheduler().add(slow).run_all()
