"""What it means: read off a snapshot, and never stored in it."""
