import csv
import io

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.get("/table.csv")
async def table():  # -> native-async (no-io)
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["a", 1], ["b", 2]])
    buffer.seek(0)
    return StreamingResponse(iter([buffer.getvalue()]), media_type="text/csv")
