import asyncio

from fastapi import APIRouter, BackgroundTasks

from quiz.deps import Scores, transactional
from quiz.store import db

router_v1 = APIRouter()
router_v2 = APIRouter()


@router_v1.get("")
def scores_v1(store: Scores):  # -> converted-def
    return store.scores()


@router_v2.get("")
async def scores_v2(store: Scores):  # -> blocking-async
    return store.scores()


@router_v2.get("/query")
async def query(store: Scores):  # -> native-async
    return str(store.query("a"))


@router_v2.post("")
async def add(store: Scores, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(store.add, "a", 1)


@router_v2.post("/thread")
async def add_in_thread(store: Scores):  # -> native-async
    await asyncio.to_thread(store.add, "a", 1)


@router_v2.post("/inline")
async def add_inline(store: Scores):  # -> blocking-async
    store.add("a", 1)


@transactional
def reset():
    for row in db().new:
        db().expunge(row)
    db().flush()


@transactional
def clear(model: str = "score"):  # -> any
    db().connection()
    return model


@router_v1.post("/clear")
def post_clear():  # -> converted-def
    return clear()


@router_v2.post("/clear")
async def post_clear_v2():  # -> blocking-async
    return clear("score")
