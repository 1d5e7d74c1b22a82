"""Text of viewers, such as names, cells, files and links, as text: nothing in it is Markdown, HTML or a formula.

Streamlit's Markdown and Plotly's figures read character references, and take what these stand for as text. Only what
is looked for in the finished text, such as `:smile:`, has to be broken up.
"""

import re

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # of ASCII: all that means something to Markdown, HTML or LaTeX
JOINER = "\u2060"  # is not seen, and lets no line break
FOUND_LATER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-<>=])", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Return a viewer's text as it is written into Markdown and into a figure, where it shows as what it is.

    Control characters become a space, and those that turn the direction of what follows are left out.
    """
    on_one_line = DIRECTIONS.sub("", CONTROLS.sub(" ", text))
    return PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", FOUND_LATER.sub(JOINER, on_one_line))


def in_list(title: str, lines: list[str]) -> str:
    """Return as Markdown a title with a list below it, of a viewer's texts."""
    return "\n".join([plain(title), "", *(f"- {plain(line)}" for line in lines)])
