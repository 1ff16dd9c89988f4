from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_parts_have_their_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexstate",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="indexstate",
            name="filled_to",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="indexstate",
            name="left_out",
            field=models.JSONField(default=list),
        ),
    ]
