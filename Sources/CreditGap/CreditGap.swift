// Room for CreditGap.
