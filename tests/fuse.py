"""How long a wait may last that should end by itself: how soon something happens is no claim of any test.

Compiling the machine code takes the processor 50 seconds and loading TensorFlow ten, on a machine that may do four
other things meanwhile.
"""

FUSE_S = 300
