import urllib3
from fastapi import FastAPI

pool = urllib3.PoolManager()
app = FastAPI()


@app.get("/page")
async def page():  # -> blocking-async (handler)
    return pool.request("GET", "http://api.test/").status
