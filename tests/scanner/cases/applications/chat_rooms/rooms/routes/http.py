from fastapi import APIRouter, BackgroundTasks

from rooms.routes.deps import CheckedText, LocalText, Services

router = APIRouter(prefix="/rooms")


@router.get("/{room}/last")
async def last(room: str, services: Services):  # -> native-async
    return await services.reader.last(room)


@router.post("/{room}/local")
async def post_local(room: str, text: LocalText):  # -> native-async
    return text


@router.post("/{room}/checked")
async def post_checked(room: str, text: CheckedText):  # -> blocking-async
    return text


@router.post("/{room}/checked/def")
def post_checked_def(room: str, text: CheckedText):  # -> blocking-async
    return text


@router.post("/{room}/write")
async def write(room: str, services: Services):  # -> blocking-async
    services.writer.write(room, "x")


@router.post("/{room}/write/later")
async def write_later(room: str, services: Services):  # -> native-async
    services.writer.write_later(room, "x")


@router.post("/{room}/write/wait")
async def write_and_wait(room: str, services: Services):  # -> blocking-async
    services.writer.write_and_wait(room, "x")


@router.post("/{room}/write/background")
async def write_in_background(room: str, services: Services, tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(services.writer.write, room, "x")


@router.get("/profiles/{name}/label")
async def label(name: str, services: Services):  # -> native-async
    return services.profiles[name].label if name in services.profiles else ""


@router.get("/profiles/{name}/avatar")
async def avatar(name: str, services: Services):  # -> blocking-async
    return len(services.profiles[name].avatar)


@router.get("/profiles/{name}/avatar/def")
def avatar_def(name: str, services: Services):  # -> converted-def
    return len(services.profiles[name].avatar)
