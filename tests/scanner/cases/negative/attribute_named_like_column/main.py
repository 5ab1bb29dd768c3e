from dataclasses import dataclass

from fastapi import FastAPI


@dataclass
class Author:
    name: str
    books: list


app = FastAPI()


@app.get("/author")
async def author():  # -> native-async (no-io)
    found = Author("a", ["b"])
    return {"name": found.name, "books": found.books}
