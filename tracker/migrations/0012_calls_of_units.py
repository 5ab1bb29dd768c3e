from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0011_route_costs"),
    ]

    operations = [
        migrations.AddField(
            model_name="unitreach",
            name="calls",
            field=models.JSONField(blank=True, default=None, null=True),
        ),
    ]
