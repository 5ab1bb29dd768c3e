import requests
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.post("/events")
async def record(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(lambda: requests.post("http://events.test/in", json={}))
    return {"ok": True}
