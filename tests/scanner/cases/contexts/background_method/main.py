import time

from fastapi import BackgroundTasks, FastAPI


class Mailer:
    def deliver(self, to: str) -> None:  # -> converted-def
        time.sleep(0.01)

    async def deliver_on_loop(self, to: str) -> None:  # -> blocking-async via time.sleep
        time.sleep(0.01)


mailer = Mailer()
app = FastAPI()


@app.post("/invite")
async def invite(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(mailer.deliver, "ann@x.test")
    return {"ok": True}


@app.post("/invite-now")
async def invite_now(tasks: BackgroundTasks):  # -> blocking-async (background) via time.sleep
    tasks.add_task(mailer.deliver_on_loop, to="ann@x.test")
    return {"ok": True}
