// Migrations and queries as text.
