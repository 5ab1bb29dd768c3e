from fastapi import FastAPI

from rules.chain import build_calm, build_slow
from rules.spec import Positive, Remote
from rules.states import Machine, Saga, State, fail, fine, slow_undo
from rules.strategy import BY_NAME, DIVIDE, DIVIDE_SLOW
from rules.visitor import Graph, Heavy, Leaf, Loading, Node, Summing

app = FastAPI()


@app.get("/spec")
async def a():  # -> native-async
    return (Positive() & ~Positive()).check(1)


@app.get("/spec/remote")
async def b():  # -> blocking-async
    return (Positive() & Remote()).check(1)


@app.get("/chain")
async def c():  # -> native-async
    return await build_calm().handle(1)


@app.get("/chain/slow")
async def d():  # -> blocking-async
    return await build_slow().handle(1)


@app.get("/machine/pay")
async def e():  # -> native-async
    return Machine().fire("pay")


@app.get("/machine/ship")
async def f():  # -> blocking-async
    return Machine(State.PAID).fire("ship")


@app.get("/machine/cancel")
async def g():  # -> native-async
    return Machine().fire("cancel")


@app.get("/saga")
async def h():  # -> native-async
    return await Saga().step(fine).step(fine, fine).run()


@app.get("/saga/undo")
async def i():  # -> blocking-async
    return await Saga().step(fine, slow_undo).step(fail).run()


@app.get("/visit")
async def j():  # -> native-async
    return Node([Leaf(value=1), Heavy([Leaf(value=2)])]).accept(Summing())


@app.get("/visit/load")
async def k():  # -> blocking-async
    return Node([Leaf(value=1), Heavy([Leaf(value=2)])]).accept(Loading())


@app.get("/graph/users")
async def m():  # -> blocking-async
    return Graph().resolve("users")


@app.get("/graph/version")
async def n():  # -> native-async
    return Graph().resolve("version")


@app.get("/strategy")
async def o():  # -> native-async
    return DIVIDE.apply(0)


@app.get("/strategy/slow")
async def p():  # -> blocking-async
    return DIVIDE_SLOW.apply(0)


@app.get("/strategy/name")
async def q():  # -> native-async
    return BY_NAME["last"].apply(1)


@app.get("/strategy/name/slow")
async def r():  # -> blocking-async
    return BY_NAME["slow"].apply(1)


@app.get("/def")
def s():  # -> converted-def
    return DIVIDE_SLOW.apply(0)
