"""Numbers with their units, dates and times: read in both languages, and compared."""
