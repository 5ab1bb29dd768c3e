from . import web as http
