from fastapi import FastAPI

from rooms.routes import http, sockets
from rooms.wiring import container

app = FastAPI(dependencies=[])
app.state.container = container
app.include_router(http.router)
app.include_router(sockets.router)
