import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0017_lists_are_counted_by_indexes")]

    operations = [
        migrations.CreateModel(
            name="StoredResult",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="stored_result",
                        serialize=False,
                        to="catalog.job",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Public"),
                            (10, "Reading room"),
                            (20, "Staff"),
                            (30, "Staff with leave for closed material"),
                        ]
                    ),
                ),
            ],
        ),
    ]
