"""English sentences into Korean ones."""
