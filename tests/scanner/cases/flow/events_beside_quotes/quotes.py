import requests


def line(text):
    first = text.strip()
    second = first.title()
    third = second.replace("-", " ")
    return third + "\n"


def entry(text):
    return line(f"{text}-name") + line(f"{text}-street") + line(f"{text}-town") + line(f"{text}-land")


def page(text):
    return entry(f"{text}-from") + entry(f"{text}-to") + entry(f"{text}-by")


def form(text):
    return page(f"{text}-export") + page(f"{text}-import") + page(f"{text}-transit") + page(f"{text}-stay")


def ask(text):  # -> blocking-async via requests.post
    return requests.post("http://quotes.test/ask", data=text).status_code


def asked_again(text):  # -> blocking-async via requests.post
    return ask(text) or ask(text)


def quote(carrier):  # -> blocking-async via requests.post
    if carrier == "on foot":
        return 0
    said = form(f"{carrier}-rail") + form(f"{carrier}-road") + form(f"{carrier}-sea") + form(f"{carrier}-air")
    return asked_again(said)
