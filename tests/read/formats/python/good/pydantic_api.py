"""What the API takes in and gives out."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Dict, List, Literal, Optional, Union
from uuid import UUID

import pydantic
from pydantic import BaseModel, ConfigDict, EmailStr, Field, constr, field_validator


class Plan(str, Enum):
    free = "free"
    paid = "paid"


class Address(BaseModel):
    street: str
    city: str = Field(..., max_length=80, description="Town or city")
    zip_code: Optional[str] = None


class UserBase(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: EmailStr
    plan: Plan = Plan.free


class UserCreate(UserBase):
    """What a person sends to sign up."""

    # minlint: purpose=account-login
    password: constr(min_length=8)
    date_of_birth: date | None = Field(default=None, title="Born on")
    gender: Literal["f", "m", "x", None]  # minlint: allow X101 until 2030-01-31 because a study
    home: "Address"
    former: List[Address] = []
    income: Annotated[Decimal, Field(max_digits=9, decimal_places=2)]
    contacts: Dict[str, str] = Field(default_factory=dict)
    id: Union[int, UUID]
    _secret: str = pydantic.PrivateAttr()

    @field_validator("email")
    def check(cls, value):
        return value


