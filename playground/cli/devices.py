"""`playground devices`: what TensorFlow can compute on here."""

import argparse

from playground.backends.tensorflow.devices import GIB, list_devices
from playground.cli.consoles import make_console, make_table
from playground.cli.errors import needing_libraries


def run(_options: argparse.Namespace) -> int:
    """Print the devices, and say so where there is no GPU.

    Raises:
        CommandError: if TensorFlow is not installed.
    """
    with make_console(stderr=True).status("Starting TensorFlow"), needing_libraries():
        devices = list_devices()
    console = make_console()
    table = make_table(console, "device", "label", "memory")
    for device in devices:
        memory = "" if device.memory_bytes is None else f"{device.memory_bytes / GIB:.1f} GiB"
        table.add_row(device.name, device.label, memory)
    console.print(table)
    if len(devices) == 1:
        console.print("There is no GPU that TensorFlow can use here: every engine computes on the CPU.")
    return 0
