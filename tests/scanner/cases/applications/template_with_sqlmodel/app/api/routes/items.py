from typing import Any

from fastapi import APIRouter, HTTPException
from sqlmodel import func, select

from app.api.deps import CurrentUser, SessionDep
from app.models import Item, ItemCreate, ItemPublic, ItemsPublic, ItemWithOwner, Message
from app import crud

router = APIRouter(prefix="/items", tags=["items"])


@router.get("/", response_model=ItemsPublic)
def read_items(session: SessionDep, current_user: CurrentUser, skip: int = 0, limit: int = 100) -> Any:  # -> converted-def
    count = session.exec(select(func.count()).select_from(Item)).one()
    items = session.exec(select(Item).offset(skip).limit(limit)).all()
    return ItemsPublic(data=[ItemPublic.model_validate(i) for i in items], count=count)


@router.get("/async", response_model=ItemsPublic)
async def read_items_async(session: SessionDep) -> Any:  # -> blocking-async
    items = session.exec(select(Item)).all()
    return ItemsPublic(data=items, count=len(items))


@router.get("/{id}", response_model=ItemPublic)
def read_item(session: SessionDep, id: int) -> Any:  # -> converted-def
    item = session.get(Item, id)
    if not item:
        raise HTTPException(status_code=404, detail="Item not found")
    return item


@router.get("/{id}/owner", response_model=ItemWithOwner)
def read_item_owner(session: SessionDep, id: int) -> Any:  # -> converted-def
    return session.get(Item, id)


@router.get("/{id}/owner/name", response_model=Message)
async def owner_name(session: SessionDep, id: int) -> Any:  # -> blocking-async
    item = session.get(Item, id)
    return Message(message=item.owner.email)


@router.post("/", response_model=ItemPublic)
async def create_item(*, session: SessionDep, current_user: CurrentUser, item_in: ItemCreate) -> Any:  # -> blocking-async
    return crud.create_item(session=session, item_in=item_in, owner_id=current_user.id)


@router.post("/validate", response_model=ItemPublic)
async def validate(item_in: ItemCreate) -> Any:  # -> native-async
    return {**item_in.model_dump(), "id": 1, "owner_id": 1}
