from fastapi import FastAPI

from domain.dispatch import HANDLERS, area, command, run
from domain.events import Circle, Download, Kind, Point
from domain.parse import first_fast, first_slow, number, wait

app = FastAPI()


@app.get("/circle")
async def circle():  # -> native-async
    return area(Circle(Point(0, 0), 2))


@app.get("/point")
async def point():  # -> native-async
    return area(Point(1, 2))


@app.get("/download")
async def download():  # -> blocking-async
    return area(Download("http://x.test/"))


@app.get("/list")
async def listed():  # -> native-async
    return area([Point(1, 1), 3])


@app.get("/dict")
async def mapped():  # -> native-async
    return area({"shape": Point(1, 1), "z": 1})


@app.get("/dict/download")
async def mapped_download():  # -> blocking-async
    return area({"shape": Download("http://x.test/")})


@app.get("/run/fast")
async def fast():  # -> native-async
    return run(Kind.FAST)


@app.get("/run/slow")
async def slow():  # -> blocking-async
    return run(Kind.SLOW)


@app.get("/run/remote")
async def remote():  # -> blocking-async
    return run(Kind.REMOTE)


@app.get("/handlers/fast")
async def handler_fast():  # -> native-async
    return HANDLERS[Kind.FAST]()


@app.get("/handlers/slow")
async def handler_slow():  # -> blocking-async
    return HANDLERS[Kind["SLOW"]]()


@app.get("/echo")
async def echo():  # -> native-async
    return command("echo a b")


@app.get("/get")
async def get():  # -> blocking-async
    return command("get a")


@app.get("/number")
async def num():  # -> native-async
    return number("12")


@app.get("/wait")
async def waiting():  # -> blocking-async
    return wait("2")


@app.get("/first")
async def first():  # -> native-async
    return first_fast([1, 2])


@app.get("/first/slow")
async def firsts():  # -> blocking-async
    return first_slow([1])


@app.get("/def")
def plain():  # -> converted-def
    return run(Kind.SLOW)
