import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool

from base import UnitOfWork
from library import Loan, Loans, Longer, Member, Members, WithLoans, WithMember

app = FastAPI()


def unit():
    with UnitOfWork() as made:
        yield made


Unit = Annotated[UnitOfWork, Depends(unit)]


def loans(unit: Unit) -> Loans:
    return unit.repository(Loans)


def members(unit: Unit) -> Members:
    return unit.repository(Members)


L = Annotated[Loans, Depends(loans)]
M = Annotated[Members, Depends(members)]


def loaded(members: M) -> list[Member]:  # -> converted-def
    return members.matching(WithLoans())


def bare(members: M) -> list[Member]:  # -> converted-def
    return members.matching()


@app.get("/titles")
def titles(loans: L):  # -> converted-def
    return loans.titles()


@app.get("/titles-async")
async def titles_async(loans: L):  # -> blocking-async
    return loans.titles()


@app.get("/count")
async def count(loans: L):  # -> blocking-async
    return len(loans)


@app.get("/count-thread")
async def count_thread(loans: L):  # -> native-async
    return await asyncio.to_thread(len, loans)


@app.get("/has/{key}")
async def has(key: int, members: M):  # -> blocking-async
    return key in members


@app.get("/one/{key}")
def one(key: int, members: M):  # -> converted-def
    return members[key].shouted


@app.get("/long")
async def long(loans: L):  # -> native-async
    found = await run_in_threadpool(loans.matching, Longer(0), WithMember())
    return [x.member.name for x in found]


@app.get("/long-lazy")
async def long_lazy(loans: L):  # -> blocking-async
    found = await run_in_threadpool(loans.matching, Longer(0))
    return [x.member.name for x in found]


@app.get("/statement")
async def statement(loans: L):  # -> native-async
    return loans.statement(Longer(3), WithMember())


@app.get("/owing")
async def owing(found: Annotated[list[Member], Depends(loaded)]):  # -> native-async
    return [m.shouted for m in found if m.owes(1)]


@app.get("/owing-lazy")
async def owing_lazy(found: Annotated[list[Member], Depends(bare)]):  # -> blocking-async
    return [m.shouted for m in found if m.owes(1)]


@app.get("/weeks")
async def weeks(loans: L):  # -> native-async
    found = await run_in_threadpool(loans.matching)
    return [int(x.weeks) for x in found]


@app.post("/members")
async def add(members: M):  # -> native-async
    return members.add(Member(name="n")).name


@app.post("/members/saved")
def add_saved(unit: Unit):  # -> converted-def
    member = unit.repository(Members).add(Member(name="n"))
    unit.commit()
    return member.name


@app.post("/members/saved-async")
async def add_saved_async(unit: Unit):  # -> blocking-async
    unit.repository(Members).add(Member(name="n"))
    unit.commit()


@app.post("/members/replaced")
async def replaced(found: Annotated[list[Member], Depends(bare)]):  # -> blocking-async
    found[0].loans = []


@app.post("/loans/moved")
async def moved(found: Annotated[list[Member], Depends(loaded)]):  # -> native-async
    found[0].loans.append(Loan(title="t", days=1))
    return len(found[0].loans)
