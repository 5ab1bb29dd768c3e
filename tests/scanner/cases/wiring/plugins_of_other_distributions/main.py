"""Plugins that distributions beside the application declare, which are installed together with it."""

from collections import defaultdict
from enum import StrEnum
from functools import partial
from importlib.metadata import entry_points
from typing import Annotated

from fastapi import Depends, FastAPI

from plugins.policies import CalmPolicy, SlowPolicy
from plugins.routers import Router


class Group(StrEnum):
    ROUTERS = "shop.routers"
    SENDERS = "shop.senders"
    POLICIES = "shop.policies"
    CHECKS = "shop.checks"


def found(*, group, name=None):
    points = entry_points().select(group=group)
    if name is not None:
        points = points.select(name=name)
    matches = defaultdict(list)
    for point in points:
        matches[point.module.split(".")[0]].append(point)
    return [point for package in ("plugins", "more") for point in matches.get(package, [])]


def check(policy, name):
    async def asked(value):  # -> any
        return policy(name, value)

    yield asked


def create(enabled):
    app = FastAPI()
    for point in found(group=Group.POLICIES):
        policy = point.load()
        app.dependency_overrides[policy.check] = partial(check, policy.judge, point.name)
    routers = {}
    for name in sorted(enabled):
        for point in found(group=Group.ROUTERS, name=name):
            routers[name] = point.load()
            break
        else:
            raise NotImplementedError(name)
    for name, router in routers.items():
        root = getattr(router, "root", "/api")
        app.include_router(router, prefix=f"{root}/{name}")
    return app


def create_app():
    enabled = set()
    for point in found(group=Group.ROUTERS):
        if issubclass(type(point.load()), Router):
            enabled.add(point.name)
    return create(enabled)


app = create_app()


@app.get("/audit")
async def audit():  # -> blocking-async
    return [point.load()().send() for point in entry_points(group="shop.senders", name="audit")]


@app.get("/quick")
async def quick():  # -> native-async
    return entry_points(group=Group.SENDERS)["quick"].load()().send()


@app.get("/checks")
async def checks():  # -> native-async
    return [point.load()() for point in entry_points().select(group=Group.CHECKS)]


@app.get("/names")
async def names():  # -> native-async
    return [f"{point.name} {point.value} {point.attr}" for point in entry_points(group="shop.senders")]


@app.get("/judged")
async def judged(ask: Annotated[object, Depends(SlowPolicy.check)]):  # -> blocking-async
    return await ask(1)


@app.get("/calm")
async def calm(ask: Annotated[object, Depends(CalmPolicy.check)]):  # -> native-async
    return await ask(1)
