"""Build a multilayer perceptron, train it, and see everything that happens inside it."""
