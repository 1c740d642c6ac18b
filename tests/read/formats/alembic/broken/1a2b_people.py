from alembic import op
import sqlalchemy as sa

revision = "1a2b3c4d5e6f"
down_revision = None


def upgrade():
    op.create_table(
        "guests",
        sa.Column("email", sa.String(254), nullable=False,
    )
