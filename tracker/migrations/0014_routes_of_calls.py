from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0013_audit_batches"),
    ]

    operations = [
        migrations.AddField(
            model_name="callsite",
            name="members",
            field=models.JSONField(blank=True, default=None, null=True),
        ),
    ]
