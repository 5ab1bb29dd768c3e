import functools
import time

from fastapi import FastAPI


def audited(method):
    @functools.wraps(method)
    def wrapper(self, *args):  # -> blocking-async via time.sleep
        self.log(method.__name__)
        return method(self, *args)

    return wrapper


class Accounts:
    def log(self, text):  # -> blocking-async via time.sleep
        time.sleep(0.01)

    @audited
    def balance(self, key):
        return 5


app = FastAPI()


@app.get("/balance")
async def balance():  # -> blocking-async (helper) via time.sleep
    return Accounts().balance(1)
