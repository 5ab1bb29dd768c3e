from fastapi import FastAPI

from records.attrs_models import Plain, Posted, Remote, SelfDefault, Validated
from records.classic import Cache, Job, Pair, Row
from schemas.base import Address, Converted, Money, Page, Patch, Secret, Session, Signed

app = FastAPI()


@app.get("/page", response_model=Page[Money])
async def page():  # -> native-async
    return {"items": [{"amount": 1, "code": "EUR"}]}


@app.get("/page/converted", response_model=Page[Converted])
async def page_converted():  # -> blocking-async
    return {"items": [{"amount": 1}]}


@app.get("/money")
async def money() -> Money:  # -> native-async
    return Money(amount=2)


@app.get("/converted")
async def converted() -> Converted:  # -> blocking-async
    return Converted(amount=2)


@app.post("/address")
async def address(body: Address):  # -> blocking-async
    return {"ok": True}


@app.post("/address/def")
def address_def(body: Address):  # -> blocking-async
    return {"ok": True}


@app.get("/secret")
async def secret():  # -> native-async
    return Secret(value="x")


@app.get("/signed")
async def signed():  # -> blocking-async
    return Signed(value="x")


@app.get("/session")
async def session():  # -> blocking-async
    return Session().use()


@app.post("/patch")
async def patch(body: Patch):  # -> native-async
    return body.model_dump()


@app.get("/plain")
async def plain():  # -> native-async
    return Plain("3").total()


@app.get("/remote")
async def remote():  # -> blocking-async
    return Remote().a


@app.get("/validated")
async def validated():  # -> blocking-async
    return Validated().a


@app.get("/posted")
async def posted():  # -> blocking-async
    return Posted().b


@app.get("/self-default")
async def self_default():  # -> blocking-async
    return SelfDefault().b


@app.get("/row")
async def row():  # -> blocking-async
    return Row("x").fetch()


@app.get("/row/upper")
async def row_upper():  # -> native-async
    key, *_ = Row("x")
    return Row(key).upper


@app.get("/pair")
async def pair():  # -> native-async
    return Pair(1, 2)._replace(left=3).left


@app.get("/job")
async def job():  # -> blocking-async
    return Job("http://jobs.test/", True).status


@app.get("/cache")
async def cache():  # -> blocking-async
    return Cache()["x"]


@app.get("/cache/get")
async def cache_get():  # -> native-async
    return Cache({"x": 1}).get("x")
