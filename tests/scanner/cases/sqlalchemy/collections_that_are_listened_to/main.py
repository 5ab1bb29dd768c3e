import time
from typing import Any

from fastapi import FastAPI
from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates

app = FastAPI()


class Base(DeclarativeBase):
    pass


def audit() -> None:  # -> blocking-async
    time.sleep(0.001)


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    players: Mapped[list["Player"]] = relationship(back_populates="team")
    fans: Mapped[set["Fan"]] = relationship()
    notes: Mapped[list["Note"]] = relationship()
    guests = relationship("Guest")

    @validates("players")
    def is_eligible(self, key: str, player: "Player") -> "Player":  # -> blocking-async
        audit()
        return player

    @validates("notes")
    def is_short(self, key: str, note: "Note") -> "Note":
        return note


class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    team: Mapped["Team | None"] = relationship(back_populates="players")


class Fan(Base):
    __tablename__ = "fan"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))


class Guest(Base):
    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))


class Club(Base):
    __tablename__ = "club"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list["Member"]] = relationship(back_populates="club")


class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int | None] = mapped_column(ForeignKey("club.id"))
    club: Mapped["Club | None"] = relationship(back_populates="members")


@event.listens_for(Team.fans, "append")
def welcome(team: Team, fan: Fan, initiator: Any) -> None:  # -> blocking-async
    time.sleep(0.001)


@event.listens_for(Team.guests, "remove")
def say_goodbye(team: Team, guest: Guest, initiator: Any) -> None:  # -> blocking-async
    time.sleep(0.001)


@event.listens_for(Club.members, "append")
def count(club: Club, member: Member, initiator: Any) -> None:
    club.size = 1


@event.listens_for(Member.club, "set")
def joined(member: Member, club: Club | None, before: Any, initiator: Any) -> None:  # -> blocking-async
    time.sleep(0.001)


@app.post("/players")
async def sign() -> int:  # -> blocking-async
    team = Team()
    team.players.append(Player())
    return len(team.players)


@app.post("/players/all")
async def sign_all() -> int:  # -> blocking-async
    team = Team()
    found = team.players
    found.extend([Player(), Player()])
    return len(found)


@app.post("/players/made")
async def make() -> int:  # -> blocking-async
    return len(Team(players=[Player()]).players)


@app.post("/players/assigned")
async def assign() -> int:  # -> blocking-async
    player = Player()
    player.team = Team()
    return 1


@app.post("/fans")
async def cheer() -> int:  # -> blocking-async
    team = Team()
    team.fans.add(Fan())
    return 1


@app.delete("/fans")
async def boo() -> int:  # -> native-async
    team = Team()
    team.fans.discard(Fan())
    return 1


@app.post("/guests")
async def invite() -> int:  # -> native-async
    team = Team()
    team.guests.append(Guest())
    return 1


@app.delete("/guests")
async def send_home() -> int:  # -> blocking-async
    guest = Guest()
    team = Team()
    team.guests.append(guest)
    team.guests.remove(guest)
    return 1


@app.post("/notes")
async def note() -> int:  # -> native-async
    team = Team(notes=[Note()])
    team.notes.append(Note())
    return len(team.notes)


@app.post("/members")
async def enrol() -> int:  # -> blocking-async
    club = Club()
    club.members.append(Member())
    return len(club.members)


@app.get("/members")
async def read() -> int:  # -> native-async
    return len([member for member in Club().members])


@app.get("/players")
async def read_players() -> int:  # -> native-async
    plain: list[Player] = []
    plain.append(Player())
    return len(plain)


@app.post("/members/later")
def enrol_later() -> int:  # -> converted-def
    club = Club()
    club.members.insert(0, Member())
    return len(club.members)
