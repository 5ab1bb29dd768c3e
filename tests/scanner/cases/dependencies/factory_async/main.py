import time

from fastapi import Depends, FastAPI


def require(role: str):
    async def check() -> str:  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return role

    return check


app = FastAPI()


@app.get("/admin")
def admin(role: str = Depends(require("admin"))):  # -> blocking-async (dependency) via time.sleep
    return {"role": role}
