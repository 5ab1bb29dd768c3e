import time


class Manager:
    def find(self, name):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return name


class Quick:
    def find(self, name):
        return name
