"""Names that look like I/O on objects that do none."""

from dataclasses import dataclass, field

from fastapi import FastAPI


@dataclass
class Session:
    rows: list = field(default_factory=list)

    def add(self, row):
        self.rows.append(row)

    def commit(self):
        return len(self.rows)

    def execute(self, statement):
        return [statement]

    def query(self, *entities):
        return self

    def all(self):
        return self.rows


class requests:
    @staticmethod
    def get(url):
        return url


class Connection:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def cursor(self):
        return self

    def fetchall(self):
        return []


def sleep(seconds):
    return seconds


app = FastAPI()


@app.get("/session")
async def session():  # -> native-async
    db = Session()
    db.add(1)
    db.commit()
    return db.query("x").all() + db.execute("select 1")


@app.get("/requests")
async def get():  # -> native-async
    return requests.get("http://api.test")


@app.get("/connection")
async def connection():  # -> native-async
    with Connection() as opened:
        return opened.cursor().fetchall()


@app.get("/sleep")
async def slept():  # -> native-async
    return sleep(5)


@app.get("/dict")
async def mapping():  # -> native-async
    session = {"commit": 1}
    return session.get("commit"), {**session}.pop("commit")
