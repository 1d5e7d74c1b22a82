"""Text of viewers, such as names, cells, files and links, as text: nothing in it is Markdown, HTML or a formula."""
