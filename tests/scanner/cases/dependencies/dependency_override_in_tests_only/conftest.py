import time

from main import app, get_client


async def slow_client():
    time.sleep(1)
    return {}


def override():
    app.dependency_overrides[get_client] = slow_client
