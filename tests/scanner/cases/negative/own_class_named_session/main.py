from fastapi import Depends, FastAPI


class Session:
    def __init__(self):
        self.data = {}

    def get(self, model, key):
        return self.data.get(key)

    def commit(self):
        self.data = {}

    def execute(self, command):
        return command.upper()


def get_session():
    yield Session()


app = FastAPI()


@app.get("/things/{key}")
async def thing(key: int, session: Session = Depends(get_session)):  # -> native-async (no-io)
    session.execute("x")
    session.commit()
    return session.get(dict, key)
