// Room for LocalServer.
