import time


class Journal:
    def write(self, line):  # -> blocking-async
        time.sleep(0.01)

    def name(self):
        return "journal"


def write(line):
    return line
