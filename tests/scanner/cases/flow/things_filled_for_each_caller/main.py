"""Objects and lists that a function makes and fills are not those that it makes for another caller."""

from types import SimpleNamespace

from fastapi import FastAPI

import holders
import works

app = FastAPI()


@app.get("/parcel")
async def parcel():  # -> native-async
    return holders.parcel_of(works.Calm()).kept.run()


@app.get("/parcel/slow")
def slow_parcel():  # -> converted-def
    return holders.parcel_of(works.Slow()).kept.run()


@app.get("/crate")
async def crate():  # -> native-async
    return holders.Crate.of(works.Calm(), 1).kept.run()


@app.get("/crate/slow")
def slow_crate():  # -> converted-def
    return holders.Crate.of(works.Slow(), 2).kept.run()


@app.get("/crate/wrong")
async def wrong_crate():  # -> blocking-async
    return holders.Crate.of(works.Late(), 3).kept.run()


@app.get("/bare")
async def bare():  # -> native-async
    return holders.bare(works.Calm()).kept.run()


@app.get("/bare/slow")
def slow_bare():  # -> converted-def
    return holders.bare(works.Slow()).kept.run()


@app.get("/names")
async def names():  # -> native-async
    return holders.named(works.Calm()).kept.run()


@app.get("/names/slow")
def slow_names():  # -> converted-def
    return holders.named(works.Slow()).kept.run()


@app.get("/first")
async def first():  # -> native-async
    return holders.first_of(holders.Shelf(works.Calm())).run()


@app.get("/first/slow")
def slow_first():  # -> converted-def
    return holders.first_of(holders.Shelf(works.Slow())).run()


@app.get("/all")
async def every():  # -> native-async
    return [work.run() for work in holders.all_of(holders.Shelf(works.Calm()))]


@app.get("/all/slow")
def every_slow():  # -> converted-def
    return [work.run() for work in holders.all_of(holders.Shelf(works.Slow()))]


@app.get("/passed")
async def passed():  # -> native-async
    return holders.passed(holders.named(works.Calm())).kept.run()


@app.get("/passed/slow")
def slow_passed():  # -> converted-def
    return holders.passed(holders.named(works.Slow())).kept.run()


@app.get("/passed/service")
async def passed_by_service():  # -> native-async
    return holders.Service().go(SimpleNamespace(kept=works.Calm())).kept.run()


@app.get("/passed/service/slow")
def slow_passed_by_service():  # -> converted-def
    return holders.Service().go(SimpleNamespace(kept=works.Slow())).kept.run()
