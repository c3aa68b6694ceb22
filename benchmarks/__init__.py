"""What Deutgi measures of itself: one command each, always beside a peer."""
