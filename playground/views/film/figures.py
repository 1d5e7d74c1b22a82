"""Numbers as text, in the letters that a film's font has; ticks at round numbers."""

from math import ceil, floor, isfinite, isnan, log10


def figures(value: float | None) -> str:
    """Return a number in three significant figures: 0.0312, 12.3, 1,230, 1.2e9; a hyphen where there is none."""
    if value is None:
        return "-"
    if not isfinite(value):
        return "NaN" if isnan(value) else "infinite"
    size = abs(value)
    return ("-" if value < 0 else "") + _magnitude(size)


def _magnitude(size: float) -> str:
    if size == 0:
        return "0"
    if size >= 99_950 or size < 0.0009995:
        return _exponential(size)
    return f"{size:,.0f}" if size >= 999.5 else f"{size:#.3g}".rstrip(".")


def _exponential(size: float) -> str:
    mantissa, exponent = f"{size:.2e}".split("e")
    return f"{float(mantissa):g}e{int(exponent)}"


def plain(value: float) -> str:
    """Return a number without trailing zeros, for settings and the ticks of an axis: 0.03, 10, 1e-5, 2e4."""
    if value == 0 or 1e-4 <= abs(value) < 10_000:
        return f"{value:.6g}"
    return ("-" if value < 0 else "") + _exponential(abs(value))


def count(value: int) -> str:
    """Return a whole number with thousands separators, shortened from ten million on."""
    return f"{value / 1e6:,.1f} M" if value >= 10_000_000 else f"{value:,}"


def percent(fraction: float) -> str:
    """Return a fraction as per cent with one decimal."""
    return f"{100 * fraction:.1f} %"


def ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return round numbers inside [low, high], about `wanted` of them; low < high."""
    rough = (high - low) / max(1, wanted)
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-6)
    return [float(f"{number * step:.10g}") for number in range(first, last + 1)]
