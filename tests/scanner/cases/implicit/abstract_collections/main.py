from fastapi import FastAPI

from kinds import Bag, Copied, Lines, Missing, Names, Pages, Row, Seq, Template

app = FastAPI()


@app.get("/row/len")
async def row_length():  # -> native-async
    return len(Row(["a"])) + len(list(Row(["a"])))


@app.get("/row/get")
async def row_get():  # -> blocking-async
    return Row(["a"]).get("a")


@app.get("/row/keys")
async def row_keys():  # -> native-async
    return list(Row(["a"]).keys())


@app.get("/row/spread")
async def row_spread():  # -> blocking-async
    return {**Row(["a"])}


@app.get("/row/keywords")
async def row_keywords():  # -> blocking-async
    return (lambda a: a)(**Row(["a"]))


@app.get("/row/equal")
async def row_equal():  # -> blocking-async
    return Row(["a"]) == {"a": "a"}


@app.get("/row/in")
async def row_in():  # -> blocking-async
    return "a" in Row(["a"])


@app.get("/seq/index")
async def seq_index():  # -> blocking-async
    return Seq([1]).index(1)


@app.get("/seq/len")
async def seq_length():  # -> native-async
    return len(Seq([1]))


@app.get("/seq/in")
async def seq_in():  # -> blocking-async
    return 1 in Seq([1])


@app.get("/lines/append")
async def lines_append():  # -> blocking-async
    Lines(["a"]).append("b")


@app.get("/lines/add")
async def lines_add():  # -> blocking-async
    lines = Lines(["a"])
    lines += ["b"]
    return len(lines)


@app.get("/lines/pop")
async def lines_pop():  # -> blocking-async
    return Lines(["a"]).pop()


@app.get("/lines/first")
async def lines_first():  # -> native-async
    return Lines(["a"])[0]


@app.get("/bag/and")
async def bag_and():  # -> blocking-async
    return len(Bag([1]) & {1})


@app.get("/bag/below")
async def bag_below():  # -> blocking-async
    return Bag([1]) <= Bag([1, 2])


@app.get("/bag/disjoint")
async def bag_disjoint():  # -> blocking-async
    return Bag([1]).isdisjoint([2])


@app.get("/bag/iter")
async def bag_iter():  # -> native-async
    return sorted(Bag([1]))


@app.get("/names/remove")
async def names_remove():  # -> blocking-async
    names = Names({"a"})
    names.remove("a")


@app.get("/names/union")
async def names_union():  # -> blocking-async
    names = Names({"a"})
    names |= {"b"}
    return len(names)


@app.get("/names/len")
async def names_length():  # -> native-async
    return len(Names({"a"}))


@app.get("/pages/made")
async def pages_made():  # -> native-async
    return str(type(Pages(2)))


@app.get("/pages/all")
async def pages_all():  # -> blocking-async
    first, *rest = Pages(2)
    return first


@app.get("/missing/map")
async def missing_map():  # -> blocking-async
    return "{x}".format_map(Missing())


@app.get("/missing/known")
async def missing_known():  # -> native-async
    return "{x}".format_map({"x": 1})


@app.get("/template")
async def template():  # -> blocking-async
    return Template().format("{x}")


@app.get("/copied")
async def copied():  # -> blocking-async
    return str(Copied[int])


@app.get("/def")
def in_thread():  # -> converted-def
    return "a" in Row(["a"])
