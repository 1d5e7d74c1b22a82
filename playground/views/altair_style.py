"""How every Altair chart looks: letters that can be read from the back of a room."""

from typing import Any

import altair as alt

from playground.views.palette import Look
from playground.views.style import MARK_SIZE, TEXT_SIZE


def readable(layers: list[alt.Chart], height: int, look: Look) -> alt.LayerChart:
    """Return layers as one chart."""
    chart = alt.LayerChart(layer=layers, height=height)
    chart.config = readable_config(look)
    return chart


def readable_config(look: Look, **of_axes: Any) -> alt.Config:
    """Return what makes a whole chart readable, with more settings of its axes."""
    letters: dict[str, Any] = {"labelFontSize": TEXT_SIZE, "labelColor": look.ink, "labelLimit": 260}
    axis = alt.AxisConfig(**letters, titleFontSize=TEXT_SIZE, titleColor=look.ink, **of_axes)
    legend = alt.LegendConfig(**letters, symbolSize=MARK_SIZE, rowPadding=6)
    return alt.Config(axis=axis, legend=legend)
