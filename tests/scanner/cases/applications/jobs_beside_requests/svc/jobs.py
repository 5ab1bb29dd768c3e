from worker.tasks import add, fan, mail, store, sweep, workflow


class Jobs:
    def enqueue(self, n):
        return add.delay(n, 1).id

    def wait(self, n):
        return add.delay(n, 1).get(timeout=1)

    def direct(self, n):  # -> blocking-async
        return add(n, 1)

    def run_apply(self, n):  # -> blocking-async
        return add.apply(args=(n, 1)).result

    def signature(self, n):
        return str(workflow(n))

    def later(self, to):
        mail.apply_async(args=[to], countdown=3)

    def store(self, value):
        store.delay(value)

    def fanned(self, n):
        return len(fan(n).tasks)

    def plain_run(self, n):  # -> blocking-async
        return add.run(n, 1)

    def swept(self, n):  # -> blocking-async
        return sweep(n)
