from typing import Optional

from sqlmodel import Field, Relationship, SQLModel


class HeroTeamLink(SQLModel, table=True):
    team_id: int | None = Field(default=None, foreign_key="team.id", primary_key=True)
    hero_id: int | None = Field(default=None, foreign_key="hero.id", primary_key=True)


class TeamBase(SQLModel):
    name: str = Field(index=True)
    city: str


class Team(TeamBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="teams", link_model=HeroTeamLink)
    missions: list["Mission"] = Relationship(
        back_populates="team", sa_relationship_kwargs={"lazy": "selectin"}
    )


class HeroBase(SQLModel):
    name: str
    age: int | None = None


class Hero(HeroBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    secret: str = "x"
    teams: list[Team] = Relationship(back_populates="heroes", link_model=HeroTeamLink)

    @property
    def team_names(self) -> list[str]:  # -> blocking-async
        return [t.name for t in self.teams]


class Mission(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    title: str
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Optional[Team] = Relationship(back_populates="missions")


class HeroPublic(HeroBase):
    id: int


class HeroWithTeams(HeroPublic):
    teams: list["TeamPublic"] = []


class TeamPublic(TeamBase):
    id: int


class MissionPublic(SQLModel):
    id: int
    title: str


class TeamMissions(TeamPublic):
    missions: list[MissionPublic] = []


HeroWithTeams.model_rebuild()
