def create_app(*args, **kwargs):
    from server import Server

    return Server(*args, **kwargs).app


app = create_app()
