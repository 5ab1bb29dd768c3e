import contextlib

from fastapi import FastAPI


@contextlib.contextmanager
def label(name):
    yield name.upper()


class Timer:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


app = FastAPI()


@app.get("/labelled")
async def labelled():  # -> native-async (no-io)
    with label("a") as name, Timer(), contextlib.suppress(ValueError):
        return name
