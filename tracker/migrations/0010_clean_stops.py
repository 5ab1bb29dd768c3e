from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0009_benchmark_recording"),
    ]

    operations = [
        migrations.AddField(
            model_name="historyrun",
            name="stops",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="pullhead",
            name="unreachable_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="scan",
            name="stops",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
