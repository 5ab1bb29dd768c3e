import requests


def normalise(value):
    return value.lower() if isinstance(value, str) else value


def country_exists(value):  # -> blocking-async
    requests.get(f"http://countries.test/{value}")
    return value


def rate_of(code):  # -> blocking-async
    return requests.get(f"http://rates.test/{code}").status_code
