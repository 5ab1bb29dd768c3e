import socket

from fastapi import FastAPI

app = FastAPI()


@app.get("/address")
async def address():  # -> blocking-async (handler) via socket.gethostbyname
    return socket.gethostbyname("host.test")
