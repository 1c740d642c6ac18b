from django.db import migrations, models


# minlint: purpose=newsletter
class Migration(migrations.Migration):
    dependencies = [("club", "0002_tidy")]

    operations = [
        # The town alone, no street
        migrations.AddField(
            model_name="contact",
            name="city",
            field=models.CharField(max_length=80, default=""),
        ),
        migrations.AddField("contact", "nickname", models.CharField(max_length=40)),
        # minlint: allow X101 until 2027-04-30 because callers want to be told apart
        migrations.RenameField(model_name="contact", old_name="mobile", new_name="mobile_number"),
        migrations.AlterField("Contact", "nickname", models.TextField(null=True, db_comment="How to be called")),
    ]
