from __future__ import annotations

import datetime
import enum
from typing import Annotated, Optional

from sqlalchemy import ARRAY, ForeignKey, Numeric, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, deferred, mapped_column, relationship

intpk = Annotated[int, mapped_column(primary_key=True)]


class Status(enum.Enum):
    citizen = "citizen"
    resident = "resident"
    visitor = "visitor"


class Base(DeclarativeBase):
    pass


class Dated:
    made: Mapped[datetime.datetime] = mapped_column(server_default=func.now())

    @declared_attr
    def made_by(cls) -> Mapped[str | None]:
        return mapped_column(ForeignKey("people.passport"))  # minlint: allow X101 until 2030-01-31 because of an audit


# People who check in.
# minlint: purpose=check-in
class Person(Dated, Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), comment="as on the passport")
    nick: Mapped[Optional[str]]
    passport_no: Mapped[str | None] = mapped_column("passport", String(9), unique=True)
    status: Mapped[Status]
    face: Mapped[bytes] = mapped_column(nullable=False)  # minlint: allow S202 until 2030-01-31 because a pilot
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))
    reports: Mapped[list[Report]] = relationship(back_populates="person")
    score: Mapped["float | None"] = mapped_column(Numeric(5, 2))
    history: Mapped[Optional[str]] = deferred(mapped_column(Text))


class Report(Base):
    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    at: Mapped[datetime.datetime]
    place: Mapped[Annotated[str, mapped_column(String(12))]]
    person: Mapped[Person] = relationship()
