import time

from celery import Task, chain, group, shared_task

from worker.app import celery


class BaseTask(Task):
    _client = None

    @property
    def client(self):
        if self._client is None:
            import redis

            self._client = redis.Redis(host="c.test")
        return self._client


@celery.task
def add(a, b):  # -> blocking-async
    time.sleep(0.001)
    return a + b


@celery.task(bind=True, base=BaseTask, max_retries=2)
def store(self, value):
    self.client.set("x", value)


@shared_task(name="mail")
def mail(to):
    time.sleep(0.001)


class Sweep:
    """A task that is an object."""

    __name__ = "sweep"
    limit: int = 3

    def __call__(self, n):  # -> blocking-async
        time.sleep(0.001)
        return n


sweep = celery.task(Sweep())


def workflow(n):
    return chain(add.s(1, n), add.s(2))


def fan(n):
    return group(add.s(1, i) for i in range(n))
