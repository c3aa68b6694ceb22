"""Sound going out: speech in, what a player, a podcast app or a screen wants out."""
