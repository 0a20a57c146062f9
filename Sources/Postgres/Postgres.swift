// Room for Postgres.
