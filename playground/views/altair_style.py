"""How every Altair chart looks: letters that can be read from the back of a room."""

from typing import Any

import altair as alt

from playground.views.style import MARK_SIZE, TEXT_SIZE


def readable(layers: list[alt.Chart], height: int) -> alt.LayerChart:
    """Return layers as one chart."""
    chart = alt.LayerChart(layer=layers, height=height)
    chart.config = readable_config()
    return chart


def readable_config(**of_axes: Any) -> alt.Config:
    """Return what makes a whole chart readable, with more settings of its axes."""
    axis = alt.AxisConfig(labelFontSize=TEXT_SIZE, titleFontSize=TEXT_SIZE, labelLimit=260, **of_axes)
    legend = alt.LegendConfig(labelFontSize=TEXT_SIZE, labelLimit=260, symbolSize=MARK_SIZE, rowPadding=6)
    return alt.Config(axis=axis, legend=legend)
