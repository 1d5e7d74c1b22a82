"""A run's curves as one Altair chart: tracks above one another with the same epochs, the same cursor, the same zoom.

The chart is made once for each shape and names its data, so that the browser exchanges the numbers alone and keeps the
zoom. Its data are tables of `curve_data`: "curves", "marks", "targets" and "moment".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isnan
from typing import Any

import altair as alt

from playground.engine.losses import LOSSES
from playground.spec import Experiment
from playground.training.history import CurvePoint, Mark
from playground.views.altair_style import readable_config
from playground.views.curve_data import LANES
from playground.views.palette import GROUNDS, NEGATIVE, POSITIVE
from playground.views.style import MARK_SIZE, TEXT_SIZE

HEIGHTS = {"marks": 20 * LANES, "loss": 190, "metric": 120, "objective": 100, "rate": 56, "overview": 30}
Y_EXTENT = 66  # pixels of room for the numbers left of every track, so that all begin at the same place
EDGE = 6  # pixels between a curve and the edge of its track
CANVAS = {"embedOptions": {"renderer": "canvas"}}  # hundreds of places a track that the pointer can meet
HINT = "Drag across this strip to zoom in on some epochs, double-click it to see all"
TRAIN, TEST, LOSS, PENALTY = "training", "test", "loss", "penalty"
NUMBERS = ",.5~g"
ZOOM, CURSOR = "zoom", "pointed"  # "cursor" is a word of Vega's own


@dataclass(frozen=True, slots=True)
class CurveShape:
    """What makes a chart another one; its numbers do not.

    Attributes:
        loss: what the loss is called.
        metric: what the metric is called, None where it is the loss itself.
        in_percent: whether the metric is a share, in percent.
        has_test: whether there are test samples.
        is_log: whether the losses' axes are logarithmic.
        has_penalty: whether weights are penalized, so that the objective is more than the loss.
        has_marks: whether settings were changed on the way.
        is_rate_log: whether the learning rate's axis is logarithmic.
        targets: which of "loss" and "metric" a stop rule has a target for.
        is_dark: whether the page is.
    """

    loss: str
    metric: str | None
    in_percent: bool
    has_test: bool
    is_log: bool
    has_penalty: bool
    has_marks: bool
    is_rate_log: bool
    targets: tuple[str, ...]
    is_dark: bool

    @property
    def ink(self) -> str:
        """The colour of letters, and of what is trained on."""
        return GROUNDS["dark" if self.is_dark else "light"][1]

    @property
    def parts(self) -> dict[str, str]:
        """How the columns of each part of the samples begin, by what the part is called."""
        return {TRAIN: "train", TEST: "test"} if self.has_test else {TRAIN: "train"}


def curve_shape(
    experiment: Experiment, points: Sequence[CurvePoint], marks: Sequence[Mark], *, is_log: bool, is_dark: bool
) -> CurveShape:
    """Return the shape of the chart of a run.

    Args:
        experiment: what is trained.
        points: its history, one at least.
        marks: what was changed on the way.
        is_log: whether a logarithmic axis is wanted; there is none for losses that are all 0.
        is_dark: whether the page is.
    """
    in_percent = experiment.kind != "regression"
    is_loss_itself = experiment.loss == "mean_squared_error" and not in_percent
    metric = "accuracy (%)" if in_percent else "mean squared error"
    rates = {point.learning_rate for point in points if 0 < point.learning_rate < inf}
    stop = experiment.training.stop
    wanted = {"loss": stop.loss is not None, "metric": stop.accuracy is not None}
    return CurveShape(
        loss=LOSSES[experiment.loss].label.lower(),
        metric=None if is_loss_itself else metric,
        in_percent=in_percent,
        has_test=not all(isnan(point.test_loss) for point in points),
        is_log=is_log and any(0 < point.train_loss < inf for point in points),
        has_penalty=any(point.penalty > 0 for point in points),
        has_marks=bool(marks),
        is_rate_log=len(rates) > 1,
        targets=tuple(what for what, is_wanted in wanted.items() if is_wanted),
        is_dark=is_dark,
    )


@lru_cache(maxsize=64)
def curve_spec(shape: CurveShape) -> dict[str, Any]:
    """Return the chart as Vega-Lite's JSON, which is not to be changed: it is made once for each shape."""
    tracks = [_track(shape, name, layers) for name, layers in _figures(shape).items()]
    chart = alt.VConcatChart(
        vconcat=[*tracks, _overview(shape)],
        spacing=10,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(color="independent", strokeDash="independent")),
        config=readable_config(labelColor=shape.ink, titleColor=shape.ink, labelPadding=6, titlePadding=6),
    )
    spec: dict[str, Any] = chart.to_dict()
    pointed = {"type": "point", "fields": ["epoch"], "on": "pointerover", "clear": "pointerout"}
    reaches = [layer["name"] for track in spec["vconcat"] for layer in track.get("layer", []) if "name" in layer]
    params = [  # here, as Altair gives layers other names than they were given
        {"name": CURSOR, "select": pointed, "views": reaches},
        {"name": ZOOM, "select": {"type": "interval", "encodings": ["x"]}, "views": ["overview"]},
    ]
    return spec | {"params": params, "autosize": {"type": "fit-x", "contains": "padding"}, "usermeta": CANVAS}


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
        *(_target(what, y) if what in shape.targets else ()),
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
    colors = dict(zip((TRAIN, TEST), (shape.ink, POSITIVE), strict=True))
    dashes = dict(zip((TRAIN, TEST), ([1, 0], [7, 4]), strict=True))
    legend = alt.Legend(title=None, orient="top", symbolType="stroke", symbolStrokeWidth=3) if has_legend else None
    names = list(shape.parts)
    color, dash = (alt.Scale(domain=names, range=[looks[name] for name in names]) for looks in (colors, dashes))
    raw, smooth = (alt.Y(f"{column}:Q", **y) for column in columns)
    base = _curves().encode(x=_x(), y=raw)
    return (
        base.mark_line(strokeWidth=1.5, opacity=0.3, clip=True, color=colors[name]),
        _curves()
        .transform_calculate(part=f"'{name}'")
        .mark_line(strokeWidth=2.5, clip=True)
        .encode(
            x=_x(),
            y=smooth,
            color=alt.Color("part:N", scale=color, legend=legend),
            strokeDash=alt.StrokeDash("part:N", scale=dash, legend=legend),
        ),
        base.mark_point(filled=True, size=MARK_SIZE / 2, clip=True, color=colors[name]).encode(opacity=_at_cursor(1)),
    )


def _objective(shape: CurveShape) -> alt.Chart:
    """Return the objective as the sum of what it is made of."""
    scale = alt.Scale(domain=[LOSS, PENALTY], range=[shape.ink, NEGATIVE])
    parts = (
        _curves()
        .transform_calculate(loss="datum.train_loss")
        .transform_fold([LOSS, PENALTY], as_=["part", "value"])
        .mark_area(opacity=0.75, clip=True)
    )
    chart: alt.Chart = parts.encode(
        x=_x(),
        y=alt.Y("value:Q", stack="zero", **_axis("objective", alt.Scale())),
        color=alt.Color("part:N", scale=scale, legend=alt.Legend(title=None, orient="top-right")),
        order=alt.Order("part:N", sort="ascending"),
    )
    return chart


def _rate(shape: CurveShape) -> alt.Chart:
    """Return the learning rate, whose track bears the axis of epochs."""
    scale = alt.Scale(type="log" if shape.is_rate_log else "linear", nice=False, padding=EDGE)
    y = alt.Y("learning_rate:Q", **_axis(["learning", "rate"], scale, n_ticks=2))
    line = _curves().mark_line(interpolate="step-after", strokeWidth=2.5, color=shape.ink, clip=True)
    chart: alt.Chart = line.encode(x=_x(is_last=True), y=y)
    return chart


def _mark_texts(shape: CurveShape) -> list[alt.Chart]:
    """Return the texts of what was changed, each at its line."""
    lane = alt.Y("lane:Q", axis=None, scale=alt.Scale(domain=[-0.5, LANES - 0.5], nice=False, reverse=True))
    letters: dict[str, Any] = {"fontSize": TEXT_SIZE, "color": shape.ink, "clip": True}
    right = _marks().mark_text(align="left", dx=5, **letters).encode(x=_x(), y=lane, text="right_label:N")
    left = _marks().mark_text(align="right", dx=-5, **letters).encode(x=_x(), y=lane, text="left_label:N")
    return [right, left]


def _overview(shape: CurveShape) -> alt.Chart:
    """Return a strip with the loss of the whole run, on which the viewer chooses what the tracks show."""
    scale = alt.Scale(type="log", nice=False) if shape.is_log else alt.Scale(zero=False, nice=False)
    title = alt.Title(HINT, anchor="start", fontSize=TEXT_SIZE, fontWeight="normal", offset=2)
    strip = _curves().properties(name="overview", height=HEIGHTS["overview"], title=title)
    chart: alt.Chart = strip.mark_line(strokeWidth=1.5, color=shape.ink).encode(
        x=alt.X("epoch:Q", axis=None, scale=alt.Scale(zero=False, nice=False)),
        y=alt.Y("train_loss:Q", axis=None, scale=scale),
    )
    return chart


def _track(shape: CurveShape, name: str, layers: list[alt.Chart]) -> alt.LayerChart:
    """Return a track that shows the marks, the moment and the cursor besides."""
    is_last = name == "rate"
    moment = alt.Chart(alt.NamedData("moment")).mark_rule(color=POSITIVE, strokeWidth=4, clip=True)
    where_past = {"condition": {"test": "datum.is_past", "value": 0.6}, "value": 0}
    rules = [moment.encode(x=_x(is_last=is_last), opacity=where_past)]
    if shape.has_marks:
        rules.append(_marks().mark_rule(color=NEGATIVE, strokeWidth=1.5, clip=True).encode(x=_x(is_last=is_last)))
    cursor = _curves().mark_rule(color=shape.ink, clip=True).encode(x=_x(is_last=is_last), opacity=_at_cursor(0.6))
    reach = _curves().mark_rect(opacity=0, clip=True).properties(name="reach")
    reach = reach.encode(x=_x("left", is_last=is_last), x2="right:Q", tooltip=_tooltip(shape))
    return alt.LayerChart(layer=[*rules, *layers, cursor, reach], height=HEIGHTS[name])


def _target(what: str, y: dict[str, Any]) -> list[alt.Chart]:
    """Return the dashed line at which a stop rule ends the run, with its text."""
    base = alt.Chart(alt.NamedData("targets")).transform_filter(f"datum.what == '{what}'")
    rule = base.mark_rule(color=NEGATIVE, strokeWidth=2, strokeDash=[6, 4]).encode(y=alt.Y("value:Q", **y))
    text = base.mark_text(align="left", baseline="top", dx=6, dy=3, fontSize=TEXT_SIZE, color=NEGATIVE)
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


def _at_cursor(opacity: float) -> dict[str, Any]:
    """Return an opacity at the cursor, and 0 elsewhere."""
    return {"condition": {"param": CURSOR, "empty": False, "value": opacity}, "value": 0}


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
