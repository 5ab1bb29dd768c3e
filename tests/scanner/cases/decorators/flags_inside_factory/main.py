import functools
import time

from fastapi import FastAPI


def cache(function=None, *, name="", ttl=1, remote=False):
    def decorate(inner):
        @functools.wraps(inner)
        def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
            if remote:
                time.sleep(0.001)
            return inner(*args, **kwargs)

        return wrapper

    return decorate if function is None else decorate(function)


def register(app):
    """Decorated where the application is put together, once for each path."""

    def one(key="a"):
        return key

    plain = [cache(one), cache(one, name="a"), cache(one, name="b", ttl=2), cache(one, name="c")]
    spelled = [cache(name="d")(one), cache(name="e", ttl=4)(one), cache(name="f", ttl=5)(one)]
    far = cache(name="g", remote=True)(one)

    @app.get("/plain")
    async def get_plain():  # -> native-async
        return [each() for each in plain]

    @app.get("/spelled")
    async def get_spelled():  # -> native-async
        return [each() for each in spelled]

    @app.get("/far")
    async def get_far():  # -> blocking-async via time.sleep
        return far()

    @app.get("/far-on-the-way")
    async def on_the_way():  # -> blocking-async via time.sleep
        return cache(name="h", remote=True)(one)()

    @app.get("/near-on-the-way")
    async def near_on_the_way():  # -> native-async
        return cache(name="i")(one)()


app = FastAPI()
register(app)
