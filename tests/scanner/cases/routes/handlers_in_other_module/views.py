import time

from instance import app


@app.get("/things")
async def things():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return []
