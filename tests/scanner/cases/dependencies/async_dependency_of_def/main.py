import time

from fastapi import Depends, FastAPI


async def current_user() -> str:  # -> blocking-async via time.sleep
    time.sleep(0.1)
    return "ann"


app = FastAPI()


@app.get("/me")
def me(user: str = Depends(current_user)):  # -> blocking-async (dependency) via time.sleep
    return user


@app.get("/health")
def health():  # -> converted-def (born-def)
    return "ok"
