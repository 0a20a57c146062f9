// Room for Contribution.
