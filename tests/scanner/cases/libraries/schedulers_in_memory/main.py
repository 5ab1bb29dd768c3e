"""Schedulers that keep their jobs in memory, and one with a store that only threads ask."""

import asyncio

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler
from fastapi import FastAPI

plain = AsyncIOScheduler()
volatile = BackgroundScheduler(jobstores={"default": MemoryJobStore()})
named = AsyncIOScheduler()
named.add_jobstore("memory")
stored = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url="sqlite:///jobs.db")})
app = FastAPI()


def tick():
    return 1


def known():  # -> converted-def via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.lookup_job
    return stored.get_job("tick") is not None


@app.post("/plain")
async def add():  # -> native-async (no-io)
    plain.add_job(tick, "interval", seconds=5)


@app.delete("/volatile")
async def drop():  # -> native-async (no-io)
    volatile.get_job("tick").remove()


@app.get("/named")
async def names():  # -> native-async (no-io)
    return len(named.get_jobs())


@app.get("/stored")
async def stored_jobs():  # -> native-async (offloaded)
    return await asyncio.to_thread(known)


@app.get("/running")
async def running():  # -> native-async (no-io)
    return stored.running
