from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("catalog", "0020_two_filters_at_once")]

    operations = [
        migrations.AddIndex(
            "record", models.Index(fields=["id"], name="record_untitled", condition=Q(title="[Untitled]"))
        ),
    ]
