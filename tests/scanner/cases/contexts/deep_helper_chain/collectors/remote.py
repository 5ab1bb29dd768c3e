import requests as http


def collect(year, name):  # -> blocking-async via requests.get
    return _get(f"http://data.test/{year}/{name}").json()


def _get(url):  # -> blocking-async via requests.get
    return http.get(url, timeout=3)
