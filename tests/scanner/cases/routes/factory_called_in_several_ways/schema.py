from factory import create_app


def schema():
    return create_app("schema").openapi()
