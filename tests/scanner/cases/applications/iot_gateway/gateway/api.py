from fastapi import FastAPI, Response

from gateway.commands import Dim, Firmware, TurnOff, TurnOn
from gateway.core import Gateway, Metrics, pushing


def create_api(gateway: Gateway) -> FastAPI:
    app = FastAPI()
    pushed = Gateway(gateway.transports, Metrics(flush=pushing))

    @app.post("/loop/on")
    async def loop_on():  # -> native-async
        return await gateway.send("loop", TurnOn("lamp"))

    @app.post("/loop/dim")
    async def loop_dim():  # -> native-async
        return await gateway.send("loop", Dim("lamp", "50"))

    @app.post("/loop/firmware")
    async def loop_firmware():  # -> blocking-async
        return await gateway.send("loop", Firmware("lamp"))

    @app.post("/loop/firmware/prepared")
    async def loop_firmware_prepared():  # -> native-async
        return await gateway.send_prepared("loop", Firmware("lamp"))

    @app.post("/serial/off")
    async def serial_off():  # -> blocking-async
        return await gateway.send("serial", TurnOff("lamp"))

    @app.post("/threaded/off")
    async def threaded_off():  # -> native-async
        return await gateway.send("threaded", TurnOff("lamp"))

    @app.post("/pushed/on")
    async def pushed_on():  # -> blocking-async
        return await pushed.send("loop", TurnOn("lamp"))

    @app.get("/preview/on")
    async def preview_on():  # -> native-async
        return Response(gateway.preview("on", "lamp"))

    @app.get("/preview/firmware")
    async def preview_firmware():  # -> blocking-async
        return Response(gateway.preview("firmware", "lamp"))

    @app.get("/preview/firmware/def")
    def preview_firmware_def():  # -> converted-def
        return Response(gateway.preview("firmware", "lamp"))

    @app.get("/open")
    async def opened():  # -> native-async
        return type(gateway.transports["loop"]).__name__

    return app
