from fastapi import FastAPI

from objs.special import Calm, Handle, Ids, Key, Lazy, Matrix, Money, Tracked, Truth, Version

app = FastAPI()


@app.get("/eq")
async def a():  # -> blocking-async
    return Key("a") in [Key("b"), Key("a")]


@app.get("/hash")
async def b():  # -> native-async
    return {Key("a"): 1}.get("z")


@app.get("/contains")
async def c():  # -> blocking-async
    return 1 in Ids([1])


@app.get("/len")
async def d():  # -> native-async
    return len(Ids([1])) + Ids([1])[0]


@app.get("/slice")
async def e():  # -> blocking-async
    return len(Ids([1])[0:1])


@app.get("/bool")
async def f():  # -> blocking-async
    return 1 if Truth(True) else 2


@app.get("/and")
async def g():  # -> blocking-async
    return bool(Truth(False) and 1)


@app.get("/not")
async def h():  # -> blocking-async
    return not Truth(True)


@app.get("/add")
async def i():  # -> native-async
    return int(Money(1) + Money(2)) + int(sum([Money(1), Money(2)]))


@app.get("/iadd")
async def j():  # -> blocking-async
    m = Money(1)
    m += Money(2)
    return m.n


@app.get("/mul")
async def k():  # -> blocking-async
    return (2 * Money(1)).n


@app.get("/format")
async def m():  # -> native-async
    return f"{Money(1)}"


@app.get("/format/full")
async def n():  # -> blocking-async
    return f"{Money(1):full}"


@app.get("/neg")
async def o():  # -> blocking-async
    return (-Money(1)).n


@app.get("/round")
async def p():  # -> blocking-async
    return round(Money(1), 2)


@app.get("/await")
async def q():  # -> blocking-async
    return await Handle()


@app.get("/await/calm")
async def r():  # -> native-async
    return await Calm()


@app.get("/tracked")
async def s():  # -> native-async
    return Tracked().local


@app.get("/tracked/remote")
async def t():  # -> blocking-async
    return Tracked().remote_value


@app.get("/lazy")
async def u():  # -> blocking-async
    return Lazy().anything


@app.get("/lazy/loaded")
async def v():  # -> native-async
    return Lazy().loaded


@app.get("/lazy/del")
async def w():  # -> blocking-async
    x = Lazy()
    del x.thing


@app.get("/lazy/dir")
async def x():  # -> blocking-async
    return dir(Lazy())


@app.get("/version")
async def y():  # -> blocking-async
    return Version("1.2").major


@app.get("/matmul")
async def z():  # -> blocking-async
    return Matrix() @ Matrix()


@app.get("/invert")
async def aa():  # -> native-async
    return ~Matrix()


@app.get("/shift")
async def ab():  # -> blocking-async
    Matrix() << 1


@app.get("/def")
def ac():  # -> converted-def
    return Key("a") == Key("b")
