from fastapi import FastAPI, Depends

from gateway.descriptors import Account, Remote, Silent, bound_retry, make_remote
from gateway.service import Service, route

app = FastAPI()


def account() -> Account:
    return Account(Silent("http://own.test"))


def service(found: Account = Depends(account)) -> Service:
    return Service(found)


@app.get("/remote")
async def remote(a: Account = Depends(account)):  # -> blocking-async
    return a.remote.status()


@app.get("/remote/url")
async def remote_url(a: Account = Depends(account)):  # -> native-async
    return a.remote.url()


@app.get("/silent")
async def silent(a: Account = Depends(account)):  # -> native-async
    return a.silent.status()


@app.get("/owner")
async def owner(a: Account = Depends(account)):  # -> native-async
    return a.owner.status()


@app.get("/profile")
async def profile(a: Account = Depends(account)):  # -> blocking-async
    return a.profile


@app.get("/address")
async def address(a: Account = Depends(account)):  # -> native-async
    return a.address


@app.get("/profile/def")
def profile_def(a: Account = Depends(account)):  # -> converted-def
    return a.profile


@app.get("/class")
async def of_class():  # -> native-async
    return str(Account.profile)


@app.post("/balance")
async def balance(a: Account = Depends(account)):  # -> blocking-async
    a.balance = 3
    return a.balance


@app.post("/balance/add")
async def balance_add(a: Account = Depends(account)):  # -> blocking-async
    a.balance += 3


@app.get("/balance")
async def balance_read(a: Account = Depends(account)):  # -> native-async
    return a.balance


@app.post("/points")
async def points(a: Account = Depends(account)):  # -> native-async
    a.points = 3
    a.seen = 4
    return a.points


@app.delete("/points")
async def points_delete(a: Account = Depends(account)):  # -> blocking-async
    del a.points


@app.get("/svc/status")
async def svc_status(s: Service = Depends(service)):  # -> blocking-async
    return s.status()


@app.get("/svc/name")
async def svc_name(s: Service = Depends(service)):  # -> native-async
    return s.name()


@app.get("/svc/str")
async def svc_str(s: Service = Depends(service)):  # -> blocking-async
    return s.handle("x")


@app.get("/svc/int")
async def svc_int(s: Service = Depends(service)):  # -> native-async
    return s.handle(3)


@app.get("/svc/float")
async def svc_float(s: Service = Depends(service)):  # -> native-async
    return s.handle(3.0)


@app.get("/svc/get")
async def svc_get(s: Service = Depends(service)):  # -> blocking-async
    return s.get_things()


@app.get("/svc/fmt")
async def svc_fmt(s: Service = Depends(service)):  # -> native-async
    return s.fmt_things()


@app.get("/match/remote")
async def match_remote(a: Account = Depends(account)):  # -> blocking-async
    return route({"kind": "remote", "account": a})


@app.get("/match/silent")
async def match_silent(a: Account = Depends(account)):  # -> native-async
    return route({"kind": "silent", "account": a})


@app.get("/match/local")
async def match_local(a: Account = Depends(account)):  # -> native-async
    return route({"kind": "local", "account": a})


@app.get("/match/list")
async def match_list():  # -> native-async
    return route([Remote("http://x.test")])


@app.get("/match/pair")
async def match_pair():  # -> native-async
    return route(("a", "b"))


@app.get("/match/word")
async def match_word():  # -> native-async
    return route("ping")


@bound_retry.times(3, pause=0.01)
def flaky():  # -> blocking-async
    return make_remote().status()


@bound_retry.times(3)
def steady():
    return 1


@app.get("/flaky")
async def get_flaky():  # -> blocking-async
    return flaky()


@app.get("/steady")
async def get_steady():  # -> native-async
    return steady()
