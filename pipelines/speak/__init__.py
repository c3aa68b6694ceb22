"""Speech: sentences in, samples out."""
