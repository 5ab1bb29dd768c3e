from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0006_pull_requests")]

    operations = [
        migrations.CreateModel(
            name="Remedy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("graph", models.BinaryField()),
                ("singles", models.JSONField(default=dict)),
                ("plan", models.JSONField(default=list)),
                (
                    "repository",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remedy",
                        to="tracker.repository",
                    ),
                ),
            ],
        ),
    ]
