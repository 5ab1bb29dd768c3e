from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, inspect, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    column_property,
    composite,
    contains_eager,
    declared_attr,
    immediateload,
    joinedload,
    make_transient,
    mapped_column,
    query_expression,
    relationship,
    selectin_polymorphic,
    selectinload,
    sessionmaker,
    synonym,
    undefer,
    with_expression,
)
from sqlalchemy.orm.attributes import set_committed_value

engine = create_engine("postgresql+psycopg://a@b/c", pool_size=50)
Maker = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Owner(Base):
    __tablename__ = "owners"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    title = synonym("name")
    photo: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=False)
    pets: Mapped[list["Pet"]] = relationship(back_populates="owner")
    extra: Mapped[int] = query_expression()


class Pet(Base):
    __tablename__ = "pets"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    owner: Mapped[Owner] = relationship(back_populates="pets")
    visits: Mapped[list["Visit"]] = relationship(back_populates="pet", order_by="desc(Visit.id)")


class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    pet_id: Mapped[int] = mapped_column(ForeignKey("pets.id"))
    pet: Mapped[Pet] = relationship(back_populates="visits")


def db():
    with Maker() as s:
        yield s


S = Annotated[Session, Depends(db)]


def refreshed(s: S) -> Owner:  # -> converted-def
    owner = s.get(Owner, 1)
    s.refresh(owner, ["pets"])
    return owner


def refreshed_photo(s: S) -> Owner:  # -> converted-def
    owner = s.get(Owner, 1)
    s.refresh(owner, attribute_names=["photo"])
    return owner


def touched(s: S) -> Owner:  # -> converted-def
    owner = s.get(Owner, 1)
    owner.pets
    return owner


def assigned(s: S) -> Pet:  # -> converted-def
    pet = s.get(Pet, 1)
    pet.owner = s.get(Owner, 2)
    return pet


def committed_value(s: S) -> Owner:  # -> converted-def
    owner = s.get(Owner, 1)
    set_committed_value(owner, "pets", s.scalars(select(Pet)).all())
    return owner


def aliased_option(s: S) -> Pet:  # -> converted-def
    boss = aliased(Owner)
    return s.scalars(
        select(Pet).join(boss, Pet.owner).options(contains_eager(Pet.owner.of_type(boss)))
    ).first()


def filtered(s: S) -> Owner:  # -> converted-def
    return s.scalars(select(Owner).options(selectinload(Owner.pets.and_(Pet.kind == "x")))).first()


def immediate(s: S) -> Owner:  # -> converted-def
    return s.scalars(select(Owner).options(immediateload(Owner.pets))).first()


def through_get(s: S) -> Owner:  # -> converted-def
    return s.get(Owner, 1, options=(selectinload(Owner.pets).selectinload(Pet.visits),))


def tuples(s: S):  # -> converted-def
    return s.execute(select(Owner, Pet).join(Owner.pets).options(contains_eager(Owner.pets))).unique().all()


def tuple_rows(s: S):  # -> converted-def
    return s.execute(select(Pet, Owner.name).join(Pet.owner)).all()


def detached(s: S) -> Owner:  # -> converted-def
    owner = s.scalars(select(Owner).options(joinedload(Owner.pets))).unique().first()
    s.expunge_all()
    return owner


def expired_one(s: S) -> Owner:  # -> converted-def
    owner = s.get(Owner, 1)
    s.expire(owner, ["name"])
    return owner


def created(s: S) -> Owner:  # -> converted-def
    owner = Owner(id=None, name="n", photo="p")
    owner.pets.append(Pet(name="p", kind="k"))
    s.add(owner)
    s.flush()
    return owner


def merged(s: S) -> Owner:  # -> converted-def
    return s.merge(Owner(id=1, name="m"))


def query_options(s: S) -> list[Pet]:  # -> converted-def
    q = s.query(Pet).filter_by(kind="x")
    q = q.options(joinedload(Pet.owner), selectinload(Pet.visits))
    q = q.order_by(Pet.name)
    return q.all()


def one_by_one(s: S) -> dict[int, Pet]:  # -> converted-def
    return {p.id: p for p in s.scalars(select(Pet).options(joinedload(Pet.owner)))}


app = FastAPI()


@app.get("/refreshed")
async def r_refreshed(o: Annotated[Owner, Depends(refreshed)]):  # -> native-async
    return [p.name for p in o.pets]


@app.get("/refreshed-photo")
async def r_photo(o: Annotated[Owner, Depends(refreshed_photo)]):  # -> native-async
    return o.photo


@app.get("/touched")
async def r_touched(o: Annotated[Owner, Depends(touched)]):  # -> native-async
    return len(o.pets)


@app.get("/assigned")
async def r_assigned(p: Annotated[Pet, Depends(assigned)]):  # -> native-async
    return p.owner.name


@app.get("/committed-value")
async def r_committed(o: Annotated[Owner, Depends(committed_value)]):  # -> native-async
    return len(o.pets)


@app.get("/aliased")
async def r_aliased(p: Annotated[Pet, Depends(aliased_option)]):  # -> native-async
    return p.owner.name


@app.get("/filtered")
async def r_filtered(o: Annotated[Owner, Depends(filtered)]):  # -> native-async
    return [p.name for p in o.pets]


@app.get("/immediate")
async def r_immediate(o: Annotated[Owner, Depends(immediate)]):  # -> native-async
    return [p.name for p in o.pets]


@app.get("/through-get")
async def r_get(o: Annotated[Owner, Depends(through_get)]):  # -> native-async
    return [len(p.visits) for p in o.pets]


@app.get("/through-get-owner")
async def r_get_owner(o: Annotated[Owner, Depends(through_get)]):  # -> native-async
    return [p.owner.name for p in o.pets]


@app.get("/tuples")
async def r_tuples(rows: Annotated[list, Depends(tuples)]):  # -> native-async
    return [len(owner.pets) for owner, _ in rows]


@app.get("/tuples-visits")
async def r_tuples_visits(rows: Annotated[list, Depends(tuples)]):  # -> blocking-async
    return [len(pet.visits) for _, pet in rows]


@app.get("/tuple-rows")
async def r_tuple_rows(rows: Annotated[list, Depends(tuple_rows)]):  # -> native-async
    return [(r.Pet.name, r.name) for r in rows]


@app.get("/detached")
async def r_detached(o: Annotated[Owner, Depends(detached)]):  # -> native-async
    return [p.name for p in o.pets]


@app.get("/expired")
async def r_expired(o: Annotated[Owner, Depends(expired_one)]):  # -> blocking-async
    return o.name


@app.get("/created")
async def r_created(o: Annotated[Owner, Depends(created)]):  # -> native-async
    return [p.name for p in o.pets]


@app.get("/synonym")
async def r_synonym(o: Annotated[Owner, Depends(touched)]):  # -> native-async
    return o.title


@app.get("/inspected")
async def r_inspected(o: Annotated[Owner, Depends(touched)]):  # -> native-async
    return sorted(inspect(o).unloaded)


@app.get("/merged")
async def r_merged(o: Annotated[Owner, Depends(merged)]):  # -> native-async
    return o.name


@app.get("/query-options")
async def r_query(ps: Annotated[list[Pet], Depends(query_options)]):  # -> native-async
    return [(p.owner.name, len(p.visits)) for p in ps]


@app.get("/by-key")
async def r_by_key(ps: Annotated[dict[int, Pet], Depends(one_by_one)]):  # -> native-async
    return [p.owner.name for p in ps.values()]


@app.get("/by-key-visits")
async def r_by_key_visits(ps: Annotated[dict[int, Pet], Depends(one_by_one)]):  # -> blocking-async
    return [len(p.visits) for _, p in sorted(ps.items())]
