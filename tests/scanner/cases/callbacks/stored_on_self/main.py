import requests
from fastapi import FastAPI


def remote_check():  # -> blocking-async via requests.get
    return requests.get("http://check.test/").ok


class Monitor:
    def __init__(self, check):
        self.check = check

    def run(self):  # -> blocking-async via requests.get
        return self.check()


monitor = Monitor(remote_check)
app = FastAPI()


@app.get("/monitor")
async def read():  # -> blocking-async (helper) via requests.get
    return monitor.run()
