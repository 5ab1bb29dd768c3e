import time

from fastapi import APIRouter

from api.base import Endpoints, Timed, json_get, versioned
from api.handlers import Hooks, make, nap, nap_def, ping

items = Endpoints("items", route_class=Timed)
hooks = Hooks(0.001)


@items.read()
async def index():  # -> native-async
    return []


@items.read("/slow")
async def slow():  # -> blocking-async
    time.sleep(0.001)


items.add("/ping", ping).add("/nap", nap).add("/nap/def", nap_def)
items.add("/hooks", hooks).add("/hooks/ping", hooks.ping).add("/hooks/static", Hooks.static)
items.add("/hooks/class", Hooks.klass)

made = APIRouter(prefix="/made")
for kind in ("quick", "slow"):
    made.get(f"/{kind}")(make(kind))

for method in ("get", "post"):
    getattr(made, method)("/any")(ping)

json_get(made)("/json")(ping)


@made.get("/a")
@made.get("/b")
async def both():  # -> native-async
    return 1


v1, v2 = APIRouter(), APIRouter()


@v1.get("/thing")
async def thing_v1():  # -> blocking-async
    time.sleep(0.001)


@v2.get("/thing")
async def thing_v2():  # -> native-async
    return 2


versions = dict(versioned(v1, v2))
