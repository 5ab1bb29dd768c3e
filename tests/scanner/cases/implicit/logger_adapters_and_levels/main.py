import logging
import sqlite3
import time

from fastapi import FastAPI

log = logging.getLogger("shop")
log.setLevel(logging.INFO)


class Slow:
    def __str__(self) -> str:
        time.sleep(0.001)
        return "slow"


class Enriching(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.user = "x"
        return True


class Table(logging.Handler):
    def __init__(self) -> None:  # -> none
        super().__init__()
        self.db = sqlite3.connect(":memory:", check_same_thread=False)

    def emit(self, record: logging.LogRecord) -> None:  # -> blocking-async
        self.db.execute("select ?", (record.getMessage(),))


class Adapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[x] {msg}", kwargs


audit = logging.getLogger("audit")
audit.addHandler(Table())
audit.addFilter(Enriching())
audit.setLevel(logging.INFO)
quiet = logging.getLogger("quiet")
quiet.propagate = False
quiet.addHandler(logging.NullHandler())
app = FastAPI()


@app.get("/audit")
async def audited():  # -> blocking-async
    audit.info("seen")
    return 1


@app.get("/adapter")
async def adapted():  # -> blocking-async
    Adapter(audit, {}).info("seen")
    return 1


@app.get("/child")
async def child():  # -> blocking-async
    logging.getLogger("audit.child").warning("x")
    return 1


@app.get("/debug")
async def debug():  # -> native-async
    audit.debug("x")
    return 1


@app.get("/plain")
async def plain():  # -> native-async
    log.info("x")
    return 1


@app.get("/quiet")
async def silent():  # -> native-async
    quiet.info("%s", "x")
    return 1
