"""A workshop with units of work in several spellings, on the loop and off it."""

from fastapi import Depends, FastAPI
from workshop.services import Counter, Desk, JobService, Stocktaking, get_shelf
from workshop.units import LazyUnit, Shelf, Unit

app = FastAPI()
jobs = JobService()


def get_desk() -> Desk:
    return Desk()


@app.get("/jobs/{key}")
async def read_job(key: int):  # -> blocking-async (helper)
    found = await jobs.find(key)
    return found is not None


@app.put("/jobs/{key}")
async def rename(key: int, title: str = "x"):  # -> blocking-async (helper)
    await jobs.rename(key, title=title)


@app.get("/report")
async def report():  # -> native-async (offloaded)
    return await jobs.report()


@app.get("/stock")
async def stock(take: Stocktaking = Depends()):  # -> blocking-async (helper)
    return take()


@app.get("/stock-in-a-thread")
def stock_in_a_thread(take: Stocktaking = Depends()):  # -> converted-def
    return take()


@app.get("/count")
async def count(counter: Counter = Depends()):  # -> native-async (offloaded)
    return await counter()


@app.get("/desk")
async def desk(desk: Desk = Depends(get_desk)):  # -> blocking-async (helper)
    return len(desk.ask("jobs", "all"))


@app.get("/desk-title")
async def desk_title(desk: Desk = Depends(get_desk)):  # -> blocking-async (helper)
    return bool(desk.ask("jobs", "titled", "x"))


@app.get("/lazy")
async def lazy():  # -> blocking-async (helper)
    with LazyUnit() as unit:
        return unit.benches.count()


@app.get("/built")
async def built(shelf: Shelf = Depends(get_shelf)):  # -> native-async
    return str(shelf.jobs.query())[:6]


@app.get("/bench/{key}")
async def bench(key: int, shelf: Shelf = Depends(get_shelf)):  # -> blocking-async
    found = shelf.benches.one(key)
    return [job.title for job in found.jobs]


@app.get("/bench-in-a-thread/{key}")
def bench_in_a_thread(key: int):  # -> converted-def
    with Unit() as unit:
        return len(unit.benches.one(key).jobs)


@app.get("/idle")
async def idle():  # -> native-async
    unit = Unit()
    return type(unit).__name__
