from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0012_calls_of_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="batch",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("batch", ""), _negated=True),
                fields=["repository", "batch"],
                name="audit_batch",
            ),
        ),
    ]
