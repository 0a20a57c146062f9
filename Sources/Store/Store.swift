// Room for Store.
