import time


class AuditSender:
    def send(self):  # -> blocking-async
        time.sleep(0.01)


class QuickSender:
    def send(self):
        return 1


def check():
    return 2
