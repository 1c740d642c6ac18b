from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            name="Guest",
            fields=[("email", models.EmailField()],
        ),
    ]
