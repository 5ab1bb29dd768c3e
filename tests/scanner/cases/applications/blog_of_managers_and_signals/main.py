from fastapi import FastAPI
from starlette.middleware import Middleware

from blog import signals
from blog.middleware import MIDDLEWARE, TimingMiddleware
from blog.urls import urlpatterns

app = FastAPI(middleware=[Middleware(TimingMiddleware, chain=MIDDLEWARE)], routes=None)
for pattern in urlpatterns:
    pattern.bind(app)
signals.connect_all()
