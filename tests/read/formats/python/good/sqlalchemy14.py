from sqlalchemy import Boolean, Column, Date, Enum, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()
metadata = MetaData()

# Who is let in.
visitors = Table(
    "visitors",
    metadata,
    # minlint: purpose=visitor-log
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False),
    Column("plate", String(10)),  # of the car
    Column("host_id", ForeignKey("staff.employees.id")),
)


class Employee(Base):
    __tablename__ = "employees"
    __table_args__ = {"schema": "staff"}

    id = Column(Integer, primary_key=True, autoincrement=True)
    given_name = Column("first", String, nullable=False, doc="Given name")
    born = Column(Date)
    religion = Column(Enum("none", "catholic", "protestant", name="religion"))
    active = Column(Boolean, nullable=False, default=True)
    notes = Column(Text(), info={"description": "what a manager wrote"})
    manager_id = Column(Integer, ForeignKey("staff.employees.id"))
