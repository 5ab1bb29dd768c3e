from celery import Celery

celery = Celery("x", broker="memory://", backend="cache+memory://")
celery.conf.task_always_eager = False
