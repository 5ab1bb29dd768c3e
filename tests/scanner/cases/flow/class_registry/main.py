import requests
from fastapi import FastAPI


class JsonExporter:
    def export(self):
        return "{}"


class RemoteExporter:
    def export(self):  # -> blocking-async via requests.post
        return requests.post("http://export.test/").text


EXPORTERS = {"json": JsonExporter, "remote": RemoteExporter}
app = FastAPI()


@app.get("/export/json")
async def export_json():  # -> native-async (no-io)
    return EXPORTERS["json"]().export()


@app.get("/export/{kind}")
async def export(kind: str):  # -> blocking-async (helper) via requests.post
    return EXPORTERS[kind]().export()
