import re
import time

PATTERN = re.compile(r"(?P<n>\d+)")


def number(text):
    if (m := PATTERN.match(text)) and (value := int(m["n"])) > 0:
        return value
    return 0


def wait(text):  # -> blocking-async
    while (left := number(text)) > 0:
        time.sleep(0.001)
        text = str(left - 1)
    return text


def first_slow(items):  # -> blocking-async
    return any((found := item) and slow(found) for item in items)


def slow(item):  # -> blocking-async
    time.sleep(0.001)
    return item


def first_fast(items):
    return next((y for x in items if (y := x * 2) > 2), None)
