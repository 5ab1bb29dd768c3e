import asyncio
import heapq
import inspect
import itertools
import weakref
from contextlib import contextmanager


class Emitter:
    def __init__(self):
        self._heap = {}
        self._order = itertools.count()

    def on(self, name, *, priority=0, weak=False):
        def register(function):
            ref = self._ref(function) if weak else (lambda: function)
            heapq.heappush(self._heap.setdefault(name, []), (priority, next(self._order), ref))
            return function

        return register

    def once(self, name):
        def register(function):
            def wrapper(*args, **kwargs):  # -> blocking-async
                self.off(name, wrapper)
                return function(*args, **kwargs)

            self.on(name)(wrapper)
            return function

        return register

    @staticmethod
    def _ref(function):
        return weakref.WeakMethod(function) if inspect.ismethod(function) else weakref.ref(function)

    def off(self, name, function):
        self._heap[name] = [e for e in self._heap[name] if e[2]() is not function]
        heapq.heapify(self._heap[name])

    def emit(self, name, *args, **kwargs):  # -> blocking-async
        results = []
        for _, _, ref in sorted(self._heap.get(name, []), key=lambda e: e[:2]):
            function = ref()
            if function is None:
                continue
            results.append(function(*args, **kwargs))
        return results

    async def emit_async(self, name, *args):
        for value in self.emit(name, *args):
            if asyncio.iscoroutine(value):
                await value

    async def emit_offloaded(self, name, *args):  # -> native-async
        loop = asyncio.get_running_loop()
        return await asyncio.gather(
            *(loop.run_in_executor(None, ref(), *args) for _, _, ref in self._heap[name])
        )

    @contextmanager
    def around(self, name):  # -> blocking-async
        self.emit(f"{name}:before")
        try:
            yield self
        finally:
            self.emit(f"{name}:after")


emitter = Emitter()
