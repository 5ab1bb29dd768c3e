from fastapi import FastAPI


class Query:
    def all(self):
        return [1]


class Session:
    def query(self, model):
        return Query()


def open_session():
    return Session()


app = FastAPI()


@app.get("/all")
async def everything():  # -> native-async (no-io)
    return open_session().query(str).all()
