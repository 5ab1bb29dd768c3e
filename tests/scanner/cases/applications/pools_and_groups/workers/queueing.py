import queue
import threading
import time


class Worker(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.inbox = queue.SimpleQueue()
        self.results = queue.Queue()

    def run(self):  # -> converted-def
        item = self.inbox.get()
        time.sleep(0.001)
        self.results.put(item)


def start(item):
    worker = Worker()
    worker.start()
    worker.inbox.put(item)
    return worker


class Batch:
    def __init__(self, items):
        self.items = items
        self.done = threading.Event()
        self.lock = threading.Lock()
        self.out = []

    def _work(self):  # -> converted-def
        for item in self.items:
            time.sleep(0.001)
            with self.lock:
                self.out.append(item)
        self.done.set()

    def start(self):
        threading.Thread(target=self._work).start()
        return self

    def peek(self):
        with self.lock:
            return list(self.out)
