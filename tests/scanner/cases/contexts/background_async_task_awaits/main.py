import httpx
from fastapi import BackgroundTasks, FastAPI


async def notify(url: str) -> None:  # -> native-async
    async with httpx.AsyncClient() as client:
        await client.post(url, json={"event": "order"})


app = FastAPI()


@app.post("/orders")
async def create_order(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(notify, "http://hooks.test/order")
    return {"accepted": True}
