import time

from fastapi import Depends, FastAPI


async def load_settings() -> dict:  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return {"limit": 5}


def page_size(settings: dict = Depends(load_settings)) -> int:
    return settings["limit"]


app = FastAPI()


@app.get("/page")
def page(size: int = Depends(page_size)):  # -> blocking-async (dependency) via time.sleep
    return {"size": size}
