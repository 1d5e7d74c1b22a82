"""Times one row and prints its times: `python -m playground.cli.bench ROW ROUNDS SECONDS`."""

import sys

from playground.cli.bench.measuring import main

main(*sys.argv[1:])
