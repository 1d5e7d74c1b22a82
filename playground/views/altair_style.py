"""How every Altair chart looks: letters that can be read from the back of a room."""

import altair as alt

from playground.views.style import MARK_SIZE, TEXT_SIZE


def readable(layers: list[alt.Chart], height: int) -> alt.LayerChart:
    """Return layers as one chart."""
    chart = alt.LayerChart(layer=layers, height=height)
    axis = alt.AxisConfig(labelFontSize=TEXT_SIZE, titleFontSize=TEXT_SIZE, labelLimit=260)
    legend = alt.LegendConfig(labelFontSize=TEXT_SIZE, labelLimit=260, symbolSize=MARK_SIZE, rowPadding=6)
    chart.config = alt.Config(axis=axis, legend=legend)
    return chart
