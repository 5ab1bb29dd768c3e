from factory import create_app

app = create_app(final=True)
other = create_app("other")
