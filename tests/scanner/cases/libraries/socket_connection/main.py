import socket

from fastapi import FastAPI

app = FastAPI()


def reachable(host):  # -> blocking-async via socket.create_connection
    with socket.create_connection((host, 80), timeout=1):
        return True


@app.get("/reachable")
async def read():  # -> blocking-async (helper) via socket.create_connection
    return reachable("host.test")
