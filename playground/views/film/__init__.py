"""Films: the pictures that a page has sent of its stage, put together as one file. Nothing is drawn here."""
