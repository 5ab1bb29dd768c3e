from endpoints import a, b

ROUTERS = [a.router, b.router]
