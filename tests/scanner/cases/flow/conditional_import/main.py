from fastapi import FastAPI

try:
    import no_such_fast_library as backend
except ImportError:
    import slow_backend as backend

app = FastAPI()


@app.get("/dump")
async def dump():  # -> blocking-async (helper) via subprocess.run
    return backend.dump({})
