import time

from fastapi import FastAPI


class Flag:
    def __bool__(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return True

    def __eq__(self, other):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return True


flag = Flag()
app = FastAPI()


@app.get("/if")
async def check():  # -> blocking-async (helper) via time.sleep
    if flag:
        return 1
    return 0


@app.get("/eq")
async def equal():  # -> blocking-async (helper) via time.sleep
    return flag == 1
