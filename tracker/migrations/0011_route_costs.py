from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0010_clean_stops"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="costs",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="unitreach",
            name="costs",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
