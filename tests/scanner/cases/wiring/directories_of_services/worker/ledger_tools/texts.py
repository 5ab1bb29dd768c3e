import time


def upper(text):
    time.sleep(0.001)
    return text
