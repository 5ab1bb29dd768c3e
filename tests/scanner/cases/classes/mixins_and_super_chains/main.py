"""Mixins with cooperative ``super()`` calls, class methods and properties through several bases."""

import time

from fastapi import FastAPI


class Base:
    def save(self):
        return "saved"

    @classmethod
    def create(cls, **fields):  # -> blocking-async
        made = cls()
        made.fields = fields
        made.save()
        return made


class Audited:
    def save(self):  # -> blocking-async
        self.audit()
        return super().save()

    def audit(self):  # -> blocking-async
        time.sleep(0.001)


class Timestamped:
    def save(self):  # -> blocking-async
        self.stamp = 1
        return super().save()


class Plain(Timestamped, Base):
    pass


class Watched(Timestamped, Audited, Base):
    pass


class Quiet(Watched):
    def audit(self):
        return None


app = FastAPI()


@app.get("/plain")
async def plain():  # -> native-async
    return Plain.create(a=1).stamp


@app.get("/watched")
async def watched():  # -> blocking-async
    return Watched.create(a=1).stamp


@app.get("/quiet")
async def quiet():  # -> native-async
    return Quiet.create(a=1).stamp


@app.get("/thread")
def thread():  # -> converted-def
    return Watched().save()
