from fastapi import FastAPI

from gateway.api import create_api
from gateway.core import Gateway
from gateway.transports import TransportFactory

gateway = Gateway(TransportFactory())
app: FastAPI = create_api(gateway)
