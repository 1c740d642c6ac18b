from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("club", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="member", name="fax"),
        migrations.RenameField(model_name="member", old_name="phone", new_name="mobile"),
        migrations.AlterField(
            model_name="member",
            name="gender",
            field=models.CharField(choices=[("f", "Female"), ("m", "Male"), ("x", "Other")], max_length=2, null=True),
        ),
        migrations.DeleteModel(name="Trace"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL("ALTER TABLE club_member RENAME TO club_contact")],
            state_operations=[migrations.RenameModel(old_name="Member", new_name="Contact")],
        ),
    ]
