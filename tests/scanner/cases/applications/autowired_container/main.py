from fastapi import FastAPI, Request

from app.usecases import ShowUser, Tick
from app.wiring import build
from domain.ports import Clock, Mailer, UserRepo
from web.users import router


def create_app():
    app = FastAPI()
    app.state.container = build()
    app.include_router(router)
    return app


app = create_app()


@app.get("/count")
async def count(request: Request):  # -> blocking-async
    repo = request.app.state.container.resolve(UserRepo)
    return repo.count()


@app.get("/clock")
async def clock(request: Request):  # -> native-async
    return request.app.state.container.resolve(Clock).now()


@app.get("/mail")
async def mail(request: Request):  # -> native-async
    request.app.state.container.resolve(Mailer).send("a@b.test")
    return {}
