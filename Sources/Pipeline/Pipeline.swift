// Room for Pipeline.
