"""The mathematics of a multilayer perceptron, from scratch.

One table a module: activations, losses, initializers, penalties, schedules, optimizers. Each entry is a rule with
its formula, and where it has one its derivative beside it. `network` joins them to a forward and a backward pass.
Nothing here knows what an experiment, a dataset or a page is; nothing here imports anything but NumPy.
"""
