"""The colours of the product, safe for colour-blind viewers: one table for every picture.

The first six classes are Okabe and Ito's (2008) qualitative palette. The other four are Tol's (2021), chosen so that to
no kind of viewer two of the ten are closer than the closest two of the six. The diverging pair are a blue and a deep
orange.
"""

NEGATIVE, POSITIVE = "#e07b00", "#1478c8"
GROUNDS = {"light": ("#ffffff", "#16202b"), "dark": ("#10161d", "#e8edf2")}  # background and text, as in .streamlit
CLASSES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#332288", "#ddcc77", "#aa3377", "#663333"]
PALETTES = {
    "orange-blue": (NEGATIVE, POSITIVE),
    "purple-green": ("#7b3294", "#008837"),
    "brown-teal": ("#a6611a", "#018571"),
}
"""Name -> (negative, positive) of a diverging palette."""
PALETTE: dict[str, str | list[str]] = {
    "negative": NEGATIVE,
    "positive": POSITIVE,
    "zero_light": "#f7f8fa",
    "zero_dark": "#222c36",
    "classes": CLASSES,
    "train": "#16202b",
    "test": POSITIVE,
}
