from fastapi import BackgroundTasks, Depends, FastAPI

from svc.jobs import Jobs

app = FastAPI()


@app.get("/direct")
async def direct(jobs: Jobs = Depends()):  # -> blocking-async
    return jobs.direct(1)


@app.get("/direct/def")
def direct_def(jobs: Jobs = Depends()):  # -> converted-def
    return jobs.direct(1)


@app.get("/run")
async def run(jobs: Jobs = Depends()):  # -> blocking-async
    return jobs.plain_run(1)


@app.get("/signature")
async def signature(jobs: Jobs = Depends()):  # -> native-async
    return jobs.signature(1)


@app.get("/fanned")
async def fanned(jobs: Jobs = Depends()):  # -> native-async
    return jobs.fanned(2)


@app.get("/apply")
async def apply(jobs: Jobs = Depends()):  # -> blocking-async
    return jobs.run_apply(1)


@app.get("/swept")
async def swept(jobs: Jobs = Depends()):  # -> blocking-async
    return jobs.swept(1)


@app.get("/swept/def")
def swept_def(jobs: Jobs = Depends()):  # -> converted-def
    return jobs.swept(1)


@app.get("/background")
async def background(tasks: BackgroundTasks, jobs: Jobs = Depends()):  # -> native-async
    tasks.add_task(jobs.direct, 1)


@app.get("/background/signature")
async def background_signature(tasks: BackgroundTasks, jobs: Jobs = Depends()):  # -> native-async
    tasks.add_task(jobs.signature, 1)


async def notify(jobs):  # -> blocking-async
    jobs.direct(1)


@app.get("/background/async")
async def background_async(tasks: BackgroundTasks, jobs: Jobs = Depends()):  # -> blocking-async
    tasks.add_task(notify, jobs)
