import requests


def load(key):  # -> blocking-async via requests.get
    return requests.get(f"http://kv.test/{key}").json()
