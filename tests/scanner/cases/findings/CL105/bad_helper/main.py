from fastapi import FastAPI


async def total(rows):  # !! CL105
    return sum(rows)


app = FastAPI()


@app.get("/total")
async def read():  # -> native-async
    return await total([1, 2])
