import time

from fastapi import BackgroundTasks, Depends, FastAPI


async def write_audit(message: str) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.01)


def audited(tasks: BackgroundTasks) -> None:
    tasks.add_task(write_audit, "called")


app = FastAPI()


@app.get("/secrets", dependencies=[Depends(audited)])
async def secrets():  # -> blocking-async (background) via time.sleep
    return {"secret": 1}
