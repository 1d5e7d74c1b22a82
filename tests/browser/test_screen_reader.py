"""What is heard of the loss."""

import pytest

from tests.browser.modules import module

pytestmark = pytest.mark.browser


def test_silent_sound_lets_go_of_the_device(bare_page):
    bare_page.mouse.click(5, 400)  # browsers ask for something pressed before they play
    module(bare_page, "sound.js", "window.sound = new exported.LossSound(), null")
    bare_page.evaluate("sound.play(440)")
    bare_page.wait_for_function("sound.device.context.state === 'running'")
    bare_page.evaluate("sound.play(null)")
    bare_page.wait_for_function("sound.device.context.state === 'suspended'")
    bare_page.evaluate("sound.play(440)")
    bare_page.wait_for_function("sound.device.context.state === 'running'")
