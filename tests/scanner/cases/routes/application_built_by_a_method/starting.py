from server import ApiServer


def make(developing: bool = True):
    kind: type[ApiServer]
    if developing:
        from server import DeveloperServer

        kind = DeveloperServer
    else:
        kind = ApiServer
    server = kind(title="notes")
    server.greeting = "hello"
    return server.build_application(middle=lambda: None)
