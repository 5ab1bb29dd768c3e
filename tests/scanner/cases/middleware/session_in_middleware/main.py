from fastapi import FastAPI, Request

from db import Item, SessionLocal

app = FastAPI()


@app.middleware("http")
async def remember(request: Request, call_next):  # -> blocking-async via sqlalchemy.orm.Session.commit
    response = await call_next(request)
    with SessionLocal() as session:
        session.add(Item(name=request.url.path))
        session.commit()
    return response


@app.get("/threaded")
def threaded():  # -> converted-def
    return {}
