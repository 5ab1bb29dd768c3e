import service

# As a server does it, which is given the name of the factory.
app = eval("service.create_app()")
