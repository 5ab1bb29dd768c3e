def setup(app, container):
    @app.get("/health")
    async def health():  # -> native-async
        return {"ok": True}

    @app.get("/ready")
    async def ready():  # -> blocking-async
        container.products.all()
        return {"ok": True}

    @app.get("/live")
    def live():  # -> converted-def
        return {"routers": len(container.routers)}
