"""What the office calls people

Revision ID: 0f9e8d7c6b5a
Revises: 1a2b3c4d5e6f
"""

import sqlalchemy as sa
from alembic import op

revision = "0f9e8d7c6b5a"
down_revision = "1a2b3c4d5e6f"


def upgrade():
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("city", sa.String(length=80), nullable=False, server_default=""))
        batch_op.alter_column("phone", new_column_name="mobile", existing_type=sa.String(20), nullable=True)
        batch_op.drop_column("fax")
        batch_op.create_unique_constraint("uq_members_mobile", ["mobile"])

    # minlint: purpose=newsletter
    op.add_column("members", sa.Column("nickname", sa.Text(), nullable=False))
    op.alter_column("members", "birth_date", type_=sa.Integer(), nullable=False, comment="The year alone")
    op.create_foreign_key("fk_badges_holder", "badges", "members", ["holder_id"], ["id"])
    op.add_column("visits", sa.Column("device", sa.String(60), nullable=True), schema="audit")
    op.drop_table("traces")
    op.rename_table("members", "contacts")


def downgrade():
    op.rename_table("contacts", "members")
    op.drop_column("members", "nickname")
