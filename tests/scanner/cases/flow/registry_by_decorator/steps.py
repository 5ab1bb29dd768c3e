import requests

from registry import step


@step("download")
def download():  # -> blocking-async via requests.get
    return requests.get("http://data.test/").json()


@step("parse")
def parse():
    return {}
