"""One small application on PostgreSQL in three states of its migration, measured by demo_evidence."""
