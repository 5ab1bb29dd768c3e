import json

import requests


def setup(registry):
    @registry.export("json")
    def as_json(report):
        return json.dumps({"title": report.title})

    @registry.export("sheet")
    def as_sheet(report):  # -> blocking-async
        return requests.post("http://sheets.example.com/", data=report.title, timeout=2).text

    registry.export("text")(lambda report: report.render())
