"""The worker process: many jobs in short turns, and what the server and they say to each other."""
