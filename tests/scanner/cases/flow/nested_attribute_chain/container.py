import time


class Transport:
    def deliver(self, text):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return text


class Mail:
    def __init__(self, transport):
        self.transport = transport


class Container:
    def __init__(self):
        self.mail = Mail(Transport())
