import functools
import time

from fastapi import FastAPI


def cache(function=None, *, name="", ttl=1, remote=False):
    """Bare, ``@cache``, and with flags, ``@cache(remote=True)``."""

    def decorate(inner):
        @functools.wraps(inner)
        def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
            if remote:
                time.sleep(0.001)
            return inner(*args, **kwargs)

        return wrapper

    return decorate if function is None else decorate(function)


def timed(function=None, slow=False):
    if function is None:
        return functools.partial(timed, slow=slow)

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
        result = await function(*args, **kwargs)
        if slow:
            time.sleep(0.001)
        return result

    return wrapper


class Traced:
    def __init__(self, function=None, *, slow=False):
        self.function, self.slow = function, slow

    def __call__(self, *args):  # -> blocking-async via time.sleep
        if self.function is None:
            return Traced(args[0], slow=self.slow)
        if self.slow:
            time.sleep(0.001)
        return self.function(*args)


@cache
def near(key="a"):
    return key


@cache()
def near_with_defaults(key="a"):
    return key


@cache(remote=True)
def far(key="a"):
    return key


@Traced
def traced(key):
    return key


@Traced(slow=True)
def traced_slowly(key):
    return key


@cache(name="n0", ttl=0, remote=False)
def named_0(key="a"):
    return key


@cache(name="n1", ttl=1, remote=False)
def named_1(key="a"):
    return key


@cache(name="n2", ttl=2, remote=False)
def named_2(key="a"):
    return key


@cache(name="n3", ttl=3, remote=False)
def named_3(key="a"):
    return key


@cache(name="n4", ttl=4, remote=False)
def named_4(key="a"):
    return key


@cache(name="n5", ttl=5, remote=False)
def named_5(key="a"):
    return key


@cache(name="n6", ttl=6, remote=False)
def named_6(key="a"):
    return key


@cache(name="n7", ttl=7, remote=True)
def named_7(key="a"):
    return key


@cache(name="n8", ttl=8, remote=False)
def named_8(key="a"):
    return key


@cache(name="n9", ttl=9, remote=False)
def named_9(key="a"):
    return key


app = FastAPI()


@app.get("/near")
async def get_near():  # -> native-async
    return near()


@app.get("/near-with-defaults")
async def get_near_with_defaults():  # -> native-async
    return near_with_defaults()


@app.get("/far")
async def get_far():  # -> blocking-async via time.sleep
    return far()


@app.get("/traced")
async def get_traced():  # -> native-async
    return traced("a")


@app.get("/traced-slowly")
async def get_traced_slowly():  # -> blocking-async via time.sleep
    return traced_slowly("a")


@app.get("/timed")
@timed
async def bare():  # -> native-async
    return 1


@app.get("/timed-slowly")
@timed(slow=True)
async def flagged():  # -> blocking-async via time.sleep
    return 1


@app.get("/timed-with-defaults")
@timed()
async def with_defaults():  # -> native-async
    return 1


@app.get("/named-near")
async def get_named_near():  # -> native-async
    return [named_0(), named_3(), named_9()]


@app.get("/named-far")
async def get_named_far():  # -> blocking-async via time.sleep
    return named_7()
