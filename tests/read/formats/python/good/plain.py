import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, NamedTuple, NotRequired, Required, TypedDict

import attr
from attrs import define
from sqlalchemy import Column, DateTime, ForeignKey, Integer
from sqlmodel import Field, Relationship, SQLModel


@dataclass(frozen=True)
class Fix:
    """Where a phone was."""

    device_id: str
    lat: float
    """Degrees north."""
    lon: float
    accuracy: float | None = None
    tags: list[str] = field(default_factory=list)
    table: ClassVar[str] = "fixes"


@define
class Call:
    caller: str
    callee: str
    seconds: int = 0


@attr.s
class Old:
    name = attr.ib()
    phone = attr.ib(default=None)


class Profile(TypedDict, total=False):
    user_id: Required[int]
    nickname: str
    shoe_size: NotRequired[float]


class Point(NamedTuple):
    x: int
    y: int


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True, unique=True)


class Member(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    # minlint: alow X101
    given_name: str
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: Team | None = Relationship(back_populates="members")


class MemberNote(SQLModel, table=True):
    """What a coach writes about a member."""

    __tablename__ = "member_note"

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(sa_column=Column(Integer, ForeignKey("member.id"), nullable=False))
    mood: str | None = Field(default=None, description="How the member felt")
    written_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))  # minlint: allow G301 until 2027-06-30 because a coach tells two moods of a day apart


class Helper:
    count: int = 0
