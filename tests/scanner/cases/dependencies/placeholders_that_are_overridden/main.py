"""Dependencies that only raise until the application, in a loop, gives what stands for them."""

from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI


class Policy:
    @classmethod
    def check(cls):
        raise NotImplementedError

    @staticmethod
    def judge(value):
        return value


class Strict(Policy):
    @staticmethod
    def judge(value):
        return value > 1


def checked(policy):
    yield policy.judge


def create():
    app = FastAPI()
    for policy in (Policy, Strict):
        app.dependency_overrides[policy.check] = partial(checked, policy)
    return app


app = create()


@app.get("/plain")
async def plain(judge: Annotated[object, Depends(Policy.check)]):  # -> native-async
    return judge(1)


@app.get("/strict")
async def strict(judge: Annotated[object, Depends(Strict.check)]):  # -> native-async
    return judge(2)
