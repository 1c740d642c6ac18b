# minlint: purpose=membership

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        # People who joined the club
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                (
                    "birth_date",  # minlint: allow X101 until 2027-04-30 because juniors pay less
                    models.DateField(blank=True, null=True, help_text="For the junior rate"),
                ),
                ("phone", models.CharField(max_length=20)),
                ("gender", models.CharField(choices=[("f", "Female"), ("m", "Male")], default="f", max_length=1)),
                ("languages", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5))),
                ("fax", models.CharField(max_length=20, blank=True)),
                ("fee", models.DecimalField(decimal_places=2, max_digits=8)),
                (
                    "user",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={"verbose_name": "member", "db_table_comment": "Members of the club"},
        ),
        migrations.CreateModel(
            "Badge",
            [
                ("id", models.AutoField(primary_key=True)),
                ("holders", models.ManyToManyField(to="club.member")),
                ("mentor", models.ForeignKey("self", on_delete=models.CASCADE, null=True)),
            ],
        ),
        migrations.CreateModel(name="Trace", fields=[("id", models.AutoField(primary_key=True)), ("ip", models.GenericIPAddressField())]),
        migrations.AddIndex(model_name="member", index=models.Index(fields=["email"], name="member_email_idx")),
    ]
