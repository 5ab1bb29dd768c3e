"""Schedulers whose jobs lie in a database: each question to one waits for it, in the thread that asks."""

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.redis import RedisJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler
from fastapi import FastAPI

stored = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url="sqlite:///jobs.db")})
configured = BackgroundScheduler()
added = AsyncIOScheduler()
added.add_jobstore(RedisJobStore(), "redis")


class OwnScheduler(AsyncIOScheduler):
    def ends(self, name):  # -> blocking-async via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.remove_job
        self.remove_job(name)


own = OwnScheduler(jobstores={"default": SQLAlchemyJobStore(url="sqlite:///jobs.db")})
named = AsyncIOScheduler()
named.add_jobstore("sqlalchemy", url="sqlite:///jobs.db")
volatile = AsyncIOScheduler(jobstores={"default": MemoryJobStore()})
app = FastAPI()


def tick():
    return 1


class Jobs:
    def __init__(self, scheduler):
        self.scheduler = scheduler

    def drop(self, name):  # -> blocking-async via apscheduler.jobstores.redis.RedisJobStore.remove_job
        self.scheduler.remove_job(name)


def configure():
    stores = {"default": MemoryJobStore(), "kept": SQLAlchemyJobStore(url="sqlite:///jobs.db")}
    configured.configure(jobstores=stores)


configure()
jobs = Jobs(added)


@app.post("/jobs")
async def add():  # -> blocking-async via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.add_job
    stored.add_job(tick, "interval", seconds=5)


@app.get("/jobs")
async def known():  # -> blocking-async via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.lookup_job
    return configured.get_job("tick") is not None


@app.delete("/jobs")
async def drop():  # -> blocking-async (helper)
    jobs.drop("tick")


@app.put("/jobs")
async def change():  # -> blocking-async via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.update_job
    named.modify_job("tick", seconds=6)


@app.delete("/jobs/found")
async def drop_found():  # -> blocking-async via apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore.remove_job
    for job in stored.get_jobs():
        job.remove()


@app.delete("/own")
async def end_own():  # -> blocking-async (helper)
    own.ends("tick")


@app.get("/jobs/def")
def known_in_thread():  # -> converted-def
    return len(stored.get_jobs())


@app.post("/volatile")
async def add_volatile():  # -> native-async (no-io)
    volatile.add_job(tick, "interval", seconds=5)


@app.get("/running")
async def running():  # -> native-async (no-io)
    return stored.running
