import requests
from fastapi import Depends, FastAPI


async def audit():  # -> blocking-async via requests.post
    yield "audit"
    requests.post("http://audit.test/events", json={"done": True})


app = FastAPI()


@app.delete("/things/{thing_id}")
async def delete_thing(thing_id: int, trail: str = Depends(audit)):  # -> blocking-async (dependency) via requests.post
    return {"deleted": thing_id}
