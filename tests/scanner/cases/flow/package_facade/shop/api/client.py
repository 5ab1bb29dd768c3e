from urllib.request import urlopen


def get():  # -> blocking-async
    with urlopen("http://api.test/x") as answer:
        return answer.status
