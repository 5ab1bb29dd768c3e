from fastapi import FastAPI

from db import Item, SessionLocal

_session = None


def get_session():
    global _session
    if _session is None:
        _session = SessionLocal()  # !! CL304
    return _session


app = FastAPI()


@app.get("/count")
def count():  # -> converted-def
    return get_session().query(Item).count()
