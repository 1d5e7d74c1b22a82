"""A run's curves as one Altair chart: tracks above one another with the same epochs, the same cursor, the same zoom.

The chart is made once for each shape and names its data, so that the browser exchanges the numbers alone and keeps the
zoom. Its data are tables of `curve_data`: "curves", "marks", "targets" and "moment".
"""

from functools import lru_cache
from typing import Any

import altair as alt

from playground.views.altair_style import readable_config
from playground.views.curve_data import LANES
from playground.views.curve_shape import TEST, TRAIN, CurveShape
from playground.views.palette import Look
from playground.views.style import MARK_SIZE, TEXT_SIZE, pale

HEIGHTS = {"marks": 20 * LANES, "loss": 190, "metric": 120, "objective": 100, "rate": 56, "overview": 30}
Y_EXTENT = 66  # pixels of room for the numbers left of every track, so that all begin at the same place
EDGE = 6  # pixels between a curve and the edge of its track
RENDERER = "canvas"  # hundreds of places a track that the pointer can meet
LOSS, PENALTY = "loss", "penalty"
NUMBERS = ",.5~g"
ZOOM, CURSOR = "zoom", "pointed"  # "cursor" is a word of Vega's own


@lru_cache(maxsize=64)
def curve_spec(shape: CurveShape) -> dict[str, Any]:
    """Return the chart as Vega-Lite's JSON, which is not to be changed: it is made once for each shape."""
    figures = _figures(shape)
    pointed = {"type": "point", "fields": ["epoch"], "on": "pointerover", "clear": "pointerout"}
    dragged = {"type": "interval", "encodings": ["x"]}
    return {
        "$schema": alt.SCHEMA_URL,
        "vconcat": [*(_track(shape, name, figures[name]) for name in figures), _json(_overview(shape))],
        "spacing": 10,
        "resolve": {"scale": {"color": "independent", "strokeDash": "independent"}},
        "params": [
            {"name": CURSOR, "select": pointed, "views": list(map(_reach, figures))},
            {"name": ZOOM, "select": dragged, "views": ["overview"]},
        ],
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": readable_config(shape.look, labelPadding=6, titlePadding=6).to_dict(),
    }


def usermeta(numbers: dict[str, Any]) -> dict[str, Any]:
    """Return the chart's "usermeta": how the browser draws it and writes numbers (vega-embed's `formatLocale`)."""
    return {"embedOptions": {"renderer": RENDERER, "formatLocale": numbers}}


def _figures(shape: CurveShape) -> dict[str, list[alt.Chart]]:
    """Return what each track is about."""
    losses = alt.Scale(type="log") if shape.is_log else alt.Scale()
    shares = alt.Scale(zero=False, nice=False, padding=EDGE)
    figures = {"marks": _mark_texts(shape)} if shape.has_marks else {}
    figures |= {"loss": _lines(shape, "loss", _axis(shape.loss, losses))}
    if shape.metric is not None:
        figures["metric"] = _lines(shape, "metric", _axis(shape.metric, shares if shape.in_percent else losses))
    if shape.has_penalty:
        figures["objective"] = [_objective(shape)]
    return figures | {"rate": [_rate(shape)]}


def _lines(shape: CurveShape, what: str, y: dict[str, Any]) -> list[alt.Chart]:
    """Return the curves of one figure, smoothed, with what they were behind them, and the target of a stop rule."""
    return [
        *(_target(shape.look, what, y) if what in shape.targets else ()),
        *(
            layer
            for name, part in shape.parts.items()
            for layer in _line(shape, name, [f"{part}_{what}", f"smooth_{part}_{what}"], y, has_legend=what == "loss")
        ),
    ]


def _line(
    shape: CurveShape, name: str, columns: list[str], y: dict[str, Any], *, has_legend: bool
) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """Return a curve as it is, pale, as it is smoothed, and as it is at the cursor."""
    colors = dict(zip((TRAIN, TEST), (shape.look.ink, shape.look.test), strict=True))
    dashes = dict(zip((TRAIN, TEST), ([1, 0], [7, 4]), strict=True))
    legend = alt.Legend(title=None, orient="top", symbolType="stroke", symbolStrokeWidth=3)
    names = list(shape.parts)
    color, dash = (alt.Scale(domain=names, range=[looks[name] for name in names]) for looks in (colors, dashes))
    raw, smooth = (alt.Y(f"{column}:Q", **y) for column in columns)
    base = _curves().encode(x=_x(), y=raw)
    return (
        base.mark_line(strokeWidth=1, clip=True, color=pale(colors[name], shape.look)),
        _curves()
        .transform_calculate(part=f"'{name}'")
        .mark_line(strokeWidth=2.5, clip=True)
        .encode(
            x=_x(),
            y=smooth,
            color=alt.Color("part:N", scale=color, legend=legend if has_legend else None),
            strokeDash=alt.StrokeDash("part:N", scale=dash, legend=legend if has_legend else None),
        ),
        base.mark_point(filled=True, size=MARK_SIZE / 2, clip=True, color=colors[name]).encode(opacity=_at_cursor(1)),
    )


def _objective(shape: CurveShape) -> alt.Chart:
    """Return the objective as the sum of what it is made of."""
    scale = alt.Scale(domain=[LOSS, PENALTY], range=[shape.look.ink, shape.look.negative])
    legend = alt.Legend(title=None, orient="top-right", fillColor=shape.look.ground, padding=4)
    parts = (
        _curves()
        .transform_calculate(loss="datum.train_loss")
        .transform_fold([LOSS, PENALTY], as_=["part", "value"])
        .mark_area(opacity=1, clip=True)
    )
    chart: alt.Chart = parts.encode(
        x=_x(),
        y=alt.Y("value:Q", stack="zero", **_axis("objective", alt.Scale())),
        color=alt.Color("part:N", scale=scale, legend=legend),
        order=alt.Order("part:N", sort="ascending"),
    )
    return chart


def _rate(shape: CurveShape) -> alt.Chart:
    """Return the learning rate, whose track bears the axis of epochs."""
    scale = alt.Scale(type="log" if shape.is_rate_log else "linear", nice=False, padding=EDGE)
    y = alt.Y("learning_rate:Q", **_axis(["learning", "rate"], scale, n_ticks=4 if shape.is_rate_log else 2))
    line = _curves().mark_line(interpolate="step-after", strokeWidth=2.5, color=shape.look.ink, clip=True)
    chart: alt.Chart = line.encode(x=_x(is_last=True), y=y)
    return chart


def _mark_texts(shape: CurveShape) -> list[alt.Chart]:
    """Return the texts of what was changed, each at its line."""
    lane = alt.Y("lane:Q", axis=None, scale=alt.Scale(domain=[-0.5, LANES - 0.5], nice=False, reverse=True))
    letters: dict[str, Any] = {"fontSize": TEXT_SIZE, "color": shape.look.ink, "clip": True}
    right = _marks().mark_text(align="left", dx=5, **letters).encode(x=_x(), y=lane, text="right_label:N")
    left = _marks().mark_text(align="right", dx=-5, **letters).encode(x=_x(), y=lane, text="left_label:N")
    return [right, left]


def _overview(shape: CurveShape) -> alt.Chart:
    """Return a strip with the loss of the whole run, on which the viewer chooses what the tracks show."""
    scale = alt.Scale(type="log", nice=False) if shape.is_log else alt.Scale(zero=False, nice=False)
    strip = _curves().properties(name="overview", height=HEIGHTS["overview"])
    chart: alt.Chart = strip.mark_line(strokeWidth=1.5, color=shape.look.ink).encode(
        x=alt.X("epoch:Q", axis=None, scale=alt.Scale(zero=False, nice=False)),
        y=alt.Y("train_loss:Q", axis=None, scale=scale),
    )
    return chart


def _track(shape: CurveShape, name: str, layers: list[alt.Chart]) -> dict[str, Any]:
    """Return a track that shows the marks, the moment and the cursor besides."""
    is_last = name == "rate"
    moment = alt.Chart(alt.NamedData("moment")).mark_rule(color=shape.look.positive, strokeWidth=4, clip=True)
    where_past = alt.OpacityValue(0, condition={"test": "datum.is_past", "value": 0.6})
    x, look = _x(is_last=is_last), shape.look
    rules = [moment.encode(x=x, opacity=where_past)]
    if shape.has_marks:
        rules.append(_marks().mark_rule(color=look.negative, strokeWidth=1.5, clip=True).encode(x=x))
    cursor = _curves().mark_rule(color=look.ink, clip=True).encode(x=x, opacity=_at_cursor(0.6))
    reach = _curves().mark_rect(opacity=0, clip=True).properties(name=_reach(name))
    reach = reach.encode(x=_x("left", is_last=is_last), x2="right:Q", tooltip=_tooltip(shape))
    return {"height": HEIGHTS[name], "layer": list(map(_json, [*rules, *layers, cursor, reach]))}


def _json(chart: alt.Chart) -> dict[str, Any]:
    """Return a chart as a part of another one: Altair itself takes most of a second to put so many together."""
    part: dict[str, Any] = chart.to_dict(validate=False, context={"top_level": False})
    return part


def _target(look: Look, what: str, y: dict[str, Any]) -> list[alt.Chart]:
    """Return the dashed line at which a stop rule ends the run, with its text."""
    base = alt.Chart(alt.NamedData("targets")).transform_filter(f"datum.what == '{what}'")
    rule = base.mark_rule(color=look.negative, strokeWidth=2, strokeDash=[6, 4]).encode(y=alt.Y("value:Q", **y))
    side: dict[str, Any] = {"baseline": "top", "dy": 3} if what == "metric" else {"baseline": "bottom", "dy": -2}
    text = base.mark_text(align="left", dx=6, fontSize=TEXT_SIZE, color=look.ink, **side)
    return [rule, text.encode(x=alt.value(0), y=alt.Y("value:Q", **y), text="text:N")]


def _tooltip(shape: CurveShape) -> list[alt.Tooltip]:
    """Return everything there is to read at the cursor."""
    rows = [(f"{part}_loss", f"{name} loss") for name, part in shape.parts.items()]
    if shape.metric is not None:
        rows += [(f"{part}_metric", f"{name} {shape.metric}") for name, part in shape.parts.items()]
    if shape.has_penalty:
        rows += [(PENALTY, PENALTY), ("objective", "objective")]
    rows = [("epoch", "epoch"), *rows, ("learning_rate", "learning rate")]
    return [alt.Tooltip(f"{column}:Q", title=title, format=NUMBERS) for column, title in rows]


def _curves() -> alt.Chart:
    return alt.Chart(alt.NamedData("curves"))


def _marks() -> alt.Chart:
    return alt.Chart(alt.NamedData("marks"))


def _reach(track: str) -> str:
    """Return the name of the layer of a track that the pointer meets."""
    return f"{track}_reach"


def _at_cursor(opacity: float) -> alt.OpacityValue:
    """Return an opacity at the cursor, and 0 elsewhere."""
    return alt.OpacityValue(0, condition={"param": CURSOR, "empty": False, "value": opacity})


def _x(column: str = "epoch", *, is_last: bool = False) -> alt.X:
    """Return the axis of epochs, whose numbers only the last track bears."""
    scale = alt.Scale(domain={"param": ZOOM}, zero=False, nice=False)
    axis = alt.Axis(title="epoch" if is_last else None, labels=is_last, ticks=is_last, tickCount=10, format=NUMBERS)
    return alt.X(f"{column}:Q", scale=scale, axis=axis)


def _axis(title: str | list[str], scale: alt.Scale, n_ticks: int = 4) -> dict[str, Any]:
    """Return the arguments of a track's own axis."""
    axis = alt.Axis(
        title=title,
        tickCount=n_ticks,
        format=NUMBERS,
        minExtent=Y_EXTENT,
        maxExtent=Y_EXTENT,
    )
    return {"scale": scale, "axis": axis}
