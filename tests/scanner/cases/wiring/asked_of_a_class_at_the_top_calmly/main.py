import server

built = server.Server.default().with_routes()
app = built.build()
