"""People and their visits

Revision ID: 1a2b3c4d5e6f
Revises:
"""

# minlint: purpose=membership

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "1a2b3c4d5e6f"
down_revision: str | None = None
branch_labels = None
depends_on = None

BADGES = "badges"


def upgrade() -> None:
    # People who joined the club
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Where news go"),
        # minlint: allow X101 until 2027-04-30 because juniors pay less
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(20), nullable=False),  # with the country's code
        sa.Column("gender", sa.Enum("f", "m", "x", name="gender"), server_default="x", nullable=False),
        sa.Column("preferences", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("fax", sa.String()),
        sa.Column("mentor_id", sa.Integer(), sa.ForeignKey("members.id"), nullable=True),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email", name="uq_members_email"),
        comment="Members of the club",
    )
    op.create_index("ix_members_email", "members", ["email"])
    _create_badges()
    op.create_table(
        "visits",
        sa.Column("member_id", sa.Integer(), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("ip", postgresql.INET(), nullable=False),
        schema="audit",
    )
    op.create_table("traces", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("position", sa.Text()))


def _create_badges() -> None:
    op.create_table(BADGES, sa.Column("number", sa.String(8), primary_key=True), sa.Column("holder_id", sa.Integer()))


def downgrade() -> None:
    op.drop_table("members")
