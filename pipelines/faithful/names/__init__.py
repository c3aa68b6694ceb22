"""Names: read in the English, found in the Korean by lists and by sound, and missed."""
