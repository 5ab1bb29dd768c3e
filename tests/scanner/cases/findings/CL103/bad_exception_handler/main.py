import time

from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(KeyError)
async def on_key_error(request, error):  # -> blocking-async
    time.sleep(0.01)  # !! CL103
    return JSONResponse({}, status_code=404)


@app.get("/missing")
async def missing():  # -> native-async
    return {}["missing"]
