import time

from fastapi import FastAPI

app = FastAPI()
COMMANDS = {}


def command(name):
    def keep(function):
        COMMANDS[name] = function
        return function

    return keep


@command("slow")
def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


@command("calm")
def calm():
    return 1


class lazily:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):  # -> blocking-async
        return self.function(instance)


class Page:
    @lazily
    def body(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "x"

    @lazily
    def title(self):
        return "t"


@app.get("/commands")
async def commands():  # -> blocking-async (helper)
    return COMMANDS["slow"]()


@app.get("/calm")
async def calm_command():  # -> native-async
    return COMMANDS["calm"]()


@app.get("/title")
async def title():  # -> native-async
    return Page().title


@app.get("/body")
async def body():  # -> blocking-async
    return Page().body
