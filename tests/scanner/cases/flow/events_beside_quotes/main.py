from events import KINDS, publish
from fastapi import FastAPI
from quotes import asked_again, quote

app = FastAPI()


@app.get("/quotes/rail")
async def quote_rail(size: str):  # -> blocking-async via requests.post
    return quote(f"rail-{size}")


@app.get("/quotes/road")
async def quote_road(size: str):  # -> blocking-async via requests.post
    return quote(f"road-{size}")


@app.get("/quotes/river")
async def quote_river(size: str):  # -> blocking-async via requests.post
    return quote(f"river-{size}")


@app.get("/quotes/sea")
async def quote_sea(size: str):  # -> blocking-async via requests.post
    return quote(f"sea-{size}")


@app.get("/quotes/air")
async def quote_air(size: str):  # -> blocking-async via requests.post
    return quote(f"air-{size}")


@app.get("/quotes/bike")
async def quote_bike(size: str):  # -> blocking-async via requests.post
    return quote(f"bike-{size}")


@app.get("/quotes/sledge")
async def quote_sledge(size: str):  # -> blocking-async via requests.post
    return quote(f"sledge-{size}")


@app.get("/quotes/drone")
async def quote_drone(size: str):  # -> blocking-async via requests.post
    return quote(f"drone-{size}")


@app.get("/quotes/pipe")
async def quote_pipe(size: str):  # -> blocking-async via requests.post
    return quote(f"pipe-{size}")


@app.get("/quotes/horse")
async def quote_horse(size: str):  # -> blocking-async via requests.post
    return quote(f"horse-{size}")


@app.get("/quotes/tram")
async def quote_tram(size: str):  # -> blocking-async via requests.post
    return quote(f"tram-{size}")


@app.get("/quotes/cart")
async def quote_cart(size: str):  # -> blocking-async via requests.post
    return quote(f"cart-{size}")


async def bill_for(kind):  # -> blocking-async via requests.post
    await publish(kind, about="bill")
    return asked_again("bill")


@app.post("/bill")
async def bill():  # -> blocking-async via requests.post
    return await bill_for(KINDS.BILL_WRITTEN)


@app.post("/parcel/sent")
async def parcel_sent():  # -> native-async
    await publish(KINDS.PARCEL_SENT, about="parcel")
    return {}


@app.post("/parcel/lost")
async def parcel_lost():  # -> blocking-async via time.sleep
    await publish(KINDS.PARCEL_LOST, about="parcel")
    return {}


@app.post("/parcel/found")
async def parcel_found():  # -> native-async
    await publish(KINDS.PARCEL_FOUND, about="parcel")
    return {}


@app.post("/parcel/kept")
async def parcel_kept():  # -> native-async
    await publish(KINDS.PARCEL_KEPT, about="parcel")
    return {}


@app.post("/depot/opened")
async def depot_opened():  # -> native-async
    await publish(KINDS.DEPOT_OPENED, about="depot")
    return {}


@app.post("/depot/closed")
async def depot_closed():  # -> blocking-async via time.sleep
    await publish(KINDS.DEPOT_CLOSED, about="depot")
    return {}


@app.post("/depot/moved")
async def depot_moved():  # -> native-async
    await publish(KINDS.DEPOT_MOVED, about="depot")
    return {}


@app.post("/driver/hired")
async def driver_hired():  # -> native-async
    await publish(KINDS.DRIVER_HIRED, about="driver")
    return {}


@app.post("/driver/left")
async def driver_left():  # -> native-async
    await publish(KINDS.DRIVER_LEFT, about="driver")
    return {}


@app.post("/route/drawn")
async def route_drawn():  # -> native-async
    await publish(KINDS.ROUTE_DRAWN, about="route")
    return {}


@app.post("/route/driven")
async def route_driven():  # -> native-async
    await publish(KINDS.ROUTE_DRIVEN, about="route")
    return {}


@app.post("/truck/bought")
async def truck_bought():  # -> native-async
    await publish(KINDS.TRUCK_BOUGHT, about="truck")
    return {}


@app.post("/truck/sold")
async def truck_sold():  # -> native-async
    await publish(KINDS.TRUCK_SOLD, about="truck")
    return {}


@app.post("/truck/washed")
async def truck_washed():  # -> native-async
    await publish(KINDS.TRUCK_WASHED, about="truck")
    return {}


@app.post("/list/printed")
async def list_printed():  # -> native-async
    await publish(KINDS.LIST_PRINTED, about="list")
    return {}


@app.post("/plan/made")
async def plan_made():  # -> native-async
    await publish(KINDS.PLAN_MADE, about="plan")
    return {}


@app.post("/plan/dropped")
async def plan_dropped():  # -> native-async
    await publish(KINDS.PLAN_DROPPED, about="plan")
    return {}
