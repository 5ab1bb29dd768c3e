"""One object stands for all services of an application and looks each up by its name."""

from fastapi import FastAPI

from holder import held
from services import build

held.put(build())
app = FastAPI()


@app.get("/sizes")
async def sizes():  # -> native-async (no-io)
    return [
        held.agents.size(),
        held.alarms.size(),
        held.boards.size(),
        held.budgets.size(),
        held.cables.size(),
        held.carts.size(),
        held.drafts.size(),
        held.drills.size(),
        held.feeds.size(),
        held.forms.size(),
        held.games.size(),
        held.gates.size(),
        held.hints.size(),
        held.hooks.size(),
        held.items.size(),
        held.jokes.size(),
        held.kinds.size(),
        held.knobs.size(),
        held.lamps.size(),
        held.lists.size(),
        held.maps.size(),
        held.marks.size(),
        held.masks.size(),
        held.meals.size(),
        held.menus.size(),
        held.mills.size(),
        held.mints.size(),
        held.moods.size(),
        held.nails.size(),
        held.notes.size(),
        held.orders.size(),
        held.pages.size(),
        held.parks.size(),
        held.parts.size(),
        held.plans.size(),
        held.plots.size(),
        held.polls.size(),
        held.pools.size(),
        held.ports.size(),
        held.posts.size(),
        held.ranks.size(),
        held.rates.size(),
        held.roads.size(),
        held.roles.size(),
        held.rooms.size(),
        held.rules.size(),
    ]


@app.get("/send")
async def send():  # -> blocking-async (helper) via time.sleep
    held.mailer.send()


@app.get("/address")
async def address():  # -> native-async (no-io)
    return held.mailer.address()


@app.get("/send-later")
def send_later():  # -> converted-def
    held.mailer.send()
