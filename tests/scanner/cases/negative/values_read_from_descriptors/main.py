import time

from fastapi import FastAPI


class Kept:
    def __set_name__(self, owner, name):
        self.name = f"_{name}"

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


class Measured(Kept):
    def __get__(self, instance, owner=None):  # -> converted-def
        time.sleep(0.001)
        return super().__get__(instance, owner)


class Sensor:
    level = Kept()
    exact = Measured()

    def __init__(self, level):
        self.level = self.exact = level


app = FastAPI()
sensor = Sensor(3)


@app.get("/level")
async def level():  # -> native-async
    return sensor.level


@app.put("/level")
async def change():  # -> native-async
    sensor.exact = sensor.level = 4
    return sensor.level


@app.get("/exact")
def exact():  # -> converted-def
    return sensor.exact
