from fastapi import APIRouter, Depends

from app.api.deps import CurrentUser, SessionDep, get_superuser
from app import crud
from app.models import User, UserPublic

router = APIRouter(prefix="/users")


@router.get("/me", response_model=UserPublic)
async def me(current_user: CurrentUser):  # -> native-async
    return current_user


@router.get("/super", response_model=UserPublic)
async def super_me(user: User = Depends(get_superuser)):  # -> native-async
    return user


@router.post("/login", response_model=bool)
def login(session: SessionDep, email: str = "a", password: str = "b"):  # -> converted-def
    return crud.authenticate(session=session, email=email, password=password) is not None


@router.get("/items")
async def my_items(current_user: CurrentUser):  # -> blocking-async
    return len(current_user.items)


@router.get("/items/def")
def my_items_def(current_user: CurrentUser):  # -> converted-def
    return len(current_user.items)
