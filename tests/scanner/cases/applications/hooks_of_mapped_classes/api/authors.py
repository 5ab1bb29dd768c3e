from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, joinedload, selectinload, undefer
from starlette.concurrency import run_in_threadpool

from orm.models import Author, Book
from orm.session import get_async, get_db
from schemas import AuthorFull, AuthorOut, Envelope, Listing

router = APIRouter(prefix="/authors")


def load(db, key, *options):  # -> converted-def
    return db.scalars(select(Author).where(Author.id == key).options(*options)).first()


def loaded(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return load(db, key)


def loaded_full(key: int, db: Session = Depends(get_db)):  # -> converted-def
    return load(db, key, selectinload(Author.books), undefer(Author.bio))


@router.get("/{key}/label")
async def label(author: Author = Depends(loaded)):  # -> native-async
    return author.label


@router.get("/{key}/matches")
async def matches(author: Author = Depends(loaded)):  # -> native-async
    return author.matches("x")


@router.get("/{key}/newest")
async def newest(author: Author = Depends(loaded)):  # -> blocking-async
    return author.newest


@router.get("/{key}/newest-eager")
async def newest_eager(author: Author = Depends(loaded_full)):  # -> native-async
    return author.newest


@router.get("/{key}/titles")
async def titles(author: Author = Depends(loaded)):  # -> blocking-async
    return list(author.titles)


@router.get("/{key}/bio")
async def bio(author: Author = Depends(loaded)):  # -> blocking-async
    return author.bio


@router.get("/{key}/bio-eager")
async def bio_eager(author: Author = Depends(loaded_full)):  # -> native-async
    return author.bio


@router.get("/{key}/siblings")
async def siblings(author: Author = Depends(loaded)):  # -> blocking-async
    return len(author.siblings())


@router.get("/{key}/out", response_model=AuthorOut)
async def out(author: Author = Depends(loaded)):  # -> native-async
    return author


@router.get("/{key}/full", response_model=AuthorFull)
async def full(author: Author = Depends(loaded)):  # -> blocking-async
    return author


@router.get("/{key}/full-eager", response_model=AuthorFull)
async def full_eager(author: Author = Depends(loaded_full)):  # -> native-async
    return author


@router.post("/new")
async def new():  # -> native-async
    return Author(name=" x ").name


@router.get("/async/{key}")
async def async_one(key: int, db: AsyncSession = Depends(get_async)):  # -> native-async
    return (await db.scalars(select(Author).options(joinedload(Author.books)))).unique().all()[0].label


@router.get("/sync-run/{key}")
async def sync_run(key: int, db: AsyncSession = Depends(get_async)):  # -> native-async
    return await db.run_sync(lambda s: load(s, key).newest)


@router.get("/pool/{key}")
async def pooled(key: int, db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(lambda: [b.shout for b in db.scalars(select(Book))])


@router.get("/{key}/enveloped", response_model=Envelope[AuthorFull])
async def enveloped(author: Author = Depends(loaded)):  # -> blocking-async
    return {"data": author}


@router.get("/{key}/enveloped-out", response_model=Envelope[AuthorOut])
async def enveloped_out(author: Author = Depends(loaded)):  # -> native-async
    return {"data": author}


@router.get("/{key}/listing", response_model=Listing[AuthorFull])
async def listing(author: Author = Depends(loaded)):  # -> blocking-async
    return {"items": [author]}


@router.get("/{key}/listing-eager", response_model=Listing[AuthorFull])
async def listing_eager(author: Author = Depends(loaded_full)):  # -> native-async
    return Listing(items=[author])
