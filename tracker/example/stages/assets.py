"""The files of the equipment part, as they were when it came."""

from __future__ import annotations

from tracker.example.commits import Write

_STORE = '''
"""Queries about equipment."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldbook.models import Asset, Inspection


def listing(db: Session, kind: str | None) -> list[Asset]:
    query = select(Asset).order_by(Asset.tag)
    if kind:
        query = query.where(Asset.kind == kind)
    return list(db.scalars(query))


def fetch(db: Session, asset_id: int) -> Asset | None:
    return db.get(Asset, asset_id)


def save(db: Session, row: Asset | Inspection) -> None:
    db.add(row)
    db.commit()


def last_inspection(db: Session, asset_id: int) -> Inspection | None:
    newest = select(Inspection).where(Inspection.asset_id == asset_id).order_by(Inspection.day.desc())
    return db.scalars(newest).first()


def uninspected_since(db: Session, day: date) -> list[Asset]:
    recent = select(Inspection.asset_id).where(Inspection.day >= day)
    return list(db.scalars(select(Asset).where(Asset.id.not_in(recent)).order_by(Asset.tag)))
'''

_SERVICE = '''
"""What the team does with equipment."""

from datetime import date, timedelta

from fastapi import HTTPException
from sqlalchemy.orm import Session

from fieldbook.assets import store
from fieldbook.models import Asset, Inspection
from fieldbook.schemas import AssetIn, InspectionIn

INTERVAL = timedelta(days=180)


def required(db: Session, asset_id: int) -> Asset:
    asset = store.fetch(db, asset_id)
    if asset is None:
        raise HTTPException(404, "no such asset")
    return asset


def install(db: Session, data: AssetIn) -> Asset:
    asset = Asset(**data.model_dump())
    store.save(db, asset)
    return asset


def inspect(db: Session, asset_id: int, data: InspectionIn) -> Inspection:
    asset = required(db, asset_id)
    inspection = Inspection(asset_id=asset.id, **data.model_dump())
    store.save(db, inspection)
    return inspection


def due(db: Session, today: date) -> list[Asset]:
    return store.uninspected_since(db, today - INTERVAL)
'''

_ROUTER = '''
"""/assets"""

from datetime import date

from fastapi import APIRouter

from fieldbook.assets import service, store
from fieldbook.dependencies import Database
from fieldbook.models import Asset, Inspection
from fieldbook.schemas import AssetIn, AssetOut, InspectionIn, InspectionOut

router = APIRouter(prefix="/assets", tags=["assets"])


@router.get("", response_model=list[AssetOut])
async def list_assets(db: Database, kind: str | None = None) -> list[Asset]:
    return store.listing(db, kind)


@router.get("/due", response_model=list[AssetOut])
async def list_due(db: Database) -> list[Asset]:
    return service.due(db, date.today())


@router.get("/{asset_id}", response_model=AssetOut)
async def show_asset(asset_id: int, db: Database) -> Asset:
    return service.required(db, asset_id)


@router.post("", response_model=AssetOut, status_code=201)
async def install_asset(data: AssetIn, db: Database) -> Asset:
    return service.install(db, data)


@router.post("/{asset_id}/inspections", response_model=InspectionOut, status_code=201)
async def record_inspection(asset_id: int, data: InspectionIn, db: Database) -> Inspection:
    return service.inspect(db, asset_id, data)
'''

STORAGE = '''
"""Documents: in a bucket where one is configured, else beside the database."""

from pathlib import Path
from typing import Any

from fieldbook.settings import settings

FOLDER = Path("documents")


def client() -> Any:
    import boto3

    return boto3.client("s3")


def keep(key: str, content: bytes) -> str:
    if settings.bucket:
        client().put_object(Bucket=settings.bucket, Key=key, Body=content)
        return f"s3://{settings.bucket}/{key}"
    place = FOLDER / key
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return str(place)


def names(prefix: str) -> list[str]:
    if settings.bucket:
        page = client().list_objects_v2(Bucket=settings.bucket, Prefix=prefix)
        return [entry["Key"] for entry in page.get("Contents", [])]
    return sorted(place.name for place in (FOLDER / prefix).glob("*"))
'''

DOCUMENTS = '''
"""/assets/{asset_id}/documents"""

from fastapi import APIRouter, Request

from fieldbook import storage
from fieldbook.assets import service
from fieldbook.dependencies import Database

router = APIRouter(prefix="/assets/{asset_id}/documents", tags=["assets"])


@router.put("/{name}", status_code=201)
async def keep_document(asset_id: int, name: str, request: Request, db: Database) -> dict[str, str]:
    asset = service.required(db, asset_id)
    content = await request.body()
    return {"place": storage.keep(f"{asset.tag}/{name}", content)}


@router.get("")
async def list_documents(asset_id: int, db: Database) -> list[str]:
    asset = service.required(db, asset_id)
    return storage.names(asset.tag)
'''

ASSET_FILES = (
    Write("fieldbook/assets/__init__.py", ""),
    Write("fieldbook/assets/store.py", _STORE),
    Write("fieldbook/assets/service.py", _SERVICE),
    Write("fieldbook/assets/router.py", _ROUTER),
)
