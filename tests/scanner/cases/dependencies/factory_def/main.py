import time

from fastapi import Depends, FastAPI


def require(role: str):
    def check() -> str:  # -> converted-def
        time.sleep(0.01)
        return role

    return check


app = FastAPI()


@app.get("/admin")
async def admin(role: str = Depends(require("admin"))):  # -> native-async
    return {"role": role}
