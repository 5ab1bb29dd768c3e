DATABASE = "postgresql+psycopg://events@db/events"
