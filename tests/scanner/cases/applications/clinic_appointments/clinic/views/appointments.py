from fastapi import Depends

from clinic.repositories import Appointments
from clinic.views.base import View, route
from clinic.views.sessions import open_async


class AppointmentView(View):
    prefix = "/appointments"
    dependencies = [Depends(open_async)]

    def __init__(self) -> None:
        self.appointments = Appointments()

    @route("")
    async def index(self):  # -> native-async
        return [row.note for row in await self.appointments.list()]

    @route("/count")
    async def count(self):  # -> native-async
        return await self.appointments.count()

    @route("/{key}")
    async def show(self, key: int):  # -> native-async
        row = await self.appointments.get(key)
        return row.note if row else None

    @route("/plan", "POST")
    async def plan(self, limit: int = 5):  # -> native-async
        return str(self.appointments.statement(limit))
