from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0008_benchmark_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="benchmarkfile",
            name="recording",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
