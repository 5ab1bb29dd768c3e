import time


class SlowSender:
    def send(self):  # -> converted-def
        time.sleep(0.01)


class QuickSender:
    def send(self):
        return 1
