"""The mathematics of playground.engine as machine code, by Numba: many updates in one call, without the GIL.

Every rule is the one of the NumPy engine, which stays the place to read the formulas. What differs is the shape of
the work, for speed:

* Activations are stored units by samples, so that one unit's samples lie side by side. Every loop runs over LANES
  samples at once (`lanes`); a batch is filled up to a multiple of them with copies of its last sample, whose deltas
  are 0.
* A layer's forward pass leaves da/dz in the place of z while what both share is at hand (`activations`); the backward
  pass multiplies the upstream gradient with it, and so turns slopes into deltas in place.
* Narrow layers are explicit loops, wide ones are calls of BLAS (`layers`).
* What the caller holds is not counted again at every use (`borrowing`).
* Rules are tables here too: a function a name, and a rule's place in its table is the whole number that picks it.
"""
