"""The engines that compute with TensorFlow, and the only place that knows it.

Importing this package costs nothing; importing a module of it, or preparing its devices, imports TensorFlow,
which takes seconds. Here, `kernel` is what the rest of the playground calls weights.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # errors alone; TensorFlow reads both as it is imported
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
