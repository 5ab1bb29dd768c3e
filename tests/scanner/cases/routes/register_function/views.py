import time


def register(application, prefix):
    @application.get(f"{prefix}/slow")
    async def slow():  # -> GET /v1/slow: blocking-async via time.sleep
        time.sleep(0.01)
        return {}

    @application.get(f"{prefix}/quick")
    async def quick():  # -> GET /v1/quick: native-async
        return {}
