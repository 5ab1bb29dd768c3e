import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}


def migrate():
    time.sleep(10)


if __name__ == "__main__":
    migrate()
