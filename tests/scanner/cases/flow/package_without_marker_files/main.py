import pkg.core.one as one
from fastapi import FastAPI
from pkg.sub import routes

app = FastAPI()
app.include_router(routes.router)


@app.get("/one")
async def get_one():  # -> blocking-async
    return one.start(2)


@app.get("/zero")
async def zero():  # -> native-async
    return one.calm()
