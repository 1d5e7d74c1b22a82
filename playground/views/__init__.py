"""Values -> charts. Knows Altair, and no page: what is drawn is handed in, and nothing is kept."""
