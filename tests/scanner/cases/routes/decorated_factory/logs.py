from fastapi import FastAPI
from starlette.responses import PlainTextResponse


async def read(scope, receive, send):
    await PlainTextResponse("log")(scope, receive, send)


def create_app():
    application = FastAPI()
    application.mount("/log", read)
    return application


app = create_app()
