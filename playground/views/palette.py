"""The colours of the product, safe for colour-blind viewers: one table for every picture.

Classes are Okabe and Ito's (2008) qualitative palette; the diverging pair are its blue and a deep orange.
"""

NEGATIVE, POSITIVE = "#e07b00", "#1478c8"
CLASSES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"]
PALETTE: dict[str, str | list[str]] = {
    "negative": NEGATIVE,
    "positive": POSITIVE,
    "zero_light": "#f7f8fa",
    "zero_dark": "#222c36",
    "classes": CLASSES,
    "train": "#16202b",
    "test": POSITIVE,
}
