"""What the page tells the stage and hears from it, and what writes the types of its modules down."""
