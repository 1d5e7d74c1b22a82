"""What is said and heard of the loss: its trend, and its tone."""

import pytest

from tests.browser.modules import module

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("curve", "until", "trend"),
    [
        ("Math.exp(-x / 40)", 100, "still falling"),
        ("0.2 + Math.exp(-x / 10)", 100, "flat"),
        ("0.5", 100, "flat"),
        ("0.7 - 0.002 * x", 15, "still falling"),  # slowly, but as all the while
        ("0.2 + 0.002 * x", 100, "rising"),
        ("Math.abs(x - 50)", 100, "rising"),
        ("Math.abs(x - 50)", 40, "still falling"),  # as it was when one looks back
        ("x > 95 ? NaN : Math.exp(-x / 40)", 100, "still falling"),
        ("x > 85 ? NaN : 1", 100, ""),
        ("1", 0, ""),
    ],
)
def test_trend_is_that_of_the_recent_curve(bare_page, curve, until, trend):
    epochs = "Array.from({ length: 101 }, (_, at) => at)"
    found = module(bare_page, "summary.js", f"exported.trendOf({epochs}, {epochs}.map((x) => {curve}), {until})")
    assert found == trend


def test_silent_sound_lets_go_of_the_device(bare_page):
    bare_page.mouse.click(5, 400)  # browsers ask for something pressed before they play
    module(bare_page, "sound.js", "window.sound = new exported.LossSound(), null")
    bare_page.evaluate("sound.play(440)")
    bare_page.wait_for_function("sound.context.state === 'running'")
    bare_page.evaluate("sound.play(null)")
    bare_page.wait_for_function("sound.context.state === 'suspended'")
    bare_page.evaluate("sound.play(440)")
    bare_page.wait_for_function("sound.context.state === 'running'")


def test_pitch_follows_the_logarithm_of_the_loss(bare_page):
    low, middle, high, above = module(bare_page, "sound.js", "[1e-3, 1e-2, 1e-1, 1e9].map(exported.pitchOf)")
    assert middle / low == pytest.approx(high / middle)
    assert low < middle < high < above
    assert above == pytest.approx(880)
