"""Every rule of the engine that Keras has too, against the real Keras with TensorFlow, in float64 on the CPU."""

import warnings

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS, Activation
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES, loss_value, output_delta
from playground.engine.optimizers import OPTIMIZERS, clip_by_global_norm, init
from playground.engine.penalties import PENALTIES
from playground.engine.schedules import SCHEDULES

EXACT = 1e-9  # float64 through different orders of operations
ROUNDED = {  # where a constant is rounded to float32, by up to 6e-8 of itself, inside Keras or TensorFlow
    "leaky_relu": 6e-8,  # the slope 0.2
    "gelu": 1e-5,  # the square root of 2, which counts z^2 times in the tail, here up to 144
    "nadam": 6e-8,  # 0.96
}
SATURATED = 1e-14  # what is left of 1 - a^2 where a is almost 1
SCHEDULED = 1e-5  # Keras computes schedules in float32
LEARNING_RATE = 2.0**-7  # Keras keeps the learning rate in float32, which holds this one exactly
IN_KERAS = [name for name, loss in LOSSES.items() if loss.keras_name]
SCHEDULES_IN_KERAS = [name for name, schedule in SCHEDULES.items() if schedule.keras_name]


@pytest.fixture(scope="module")
def keras():
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
        environment.setenv("CUDA_VISIBLE_DEVICES", "-1")
        environment.setenv("KERAS_BACKEND", "tensorflow")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # those of the packages that TensorFlow itself imports
            import keras  # noqa: PLC0415 - takes seconds, so only where a test asks for it
        yield keras


def value_and_slope(function, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a Keras function of x and the derivative of its sum, as NumPy arrays."""
    import tensorflow as tf  # noqa: PLC0415 - as above

    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return np.asarray(y), np.asarray(tape.gradient(y, x))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_and_its_slope_are_those_of_keras(keras, name):
    entry = ACTIVATIONS[name]
    z = np.random.default_rng(0).uniform(-12, 12, (40, 5))
    weights = np.random.default_rng(1).standard_normal((40, 5))  # so that the rows of softmax do not add up to 1
    function = keras.activations.get(entry.keras_name)
    value, slope = value_and_slope(lambda z: function(z) * weights, z)
    tolerance = ROUNDED.get(name, EXACT)
    np.testing.assert_allclose(entry.function(z) * weights, value, rtol=tolerance, atol=SATURATED)
    np.testing.assert_allclose(entry.pullback(z, entry.function(z), weights), slope, rtol=tolerance, atol=SATURATED)


@pytest.mark.parametrize("name", IN_KERAS)
def test_loss_and_its_gradient_are_those_of_keras(keras, name):
    entry, rng = LOSSES[name], np.random.default_rng(0)
    targets = np.eye(3)[rng.integers(3, size=20)]
    predictions = rng.dirichlet(np.ones(3), 20)
    function = getattr(keras.losses, entry.keras_name)
    value, slope = value_and_slope(lambda p: keras.ops.mean(function(targets, p)), predictions)
    assert entry.value(predictions, targets) == pytest.approx(float(value), rel=EXACT)
    if name == "categorical_crossentropy":
        # Keras first divides the predictions by their sum, here 1, which takes the mean part off the slope.
        slope = slope - slope.mean(axis=1, keepdims=True)
        ours = entry.gradient(predictions, targets)
        np.testing.assert_allclose(ours - ours.mean(axis=1, keepdims=True), slope, rtol=EXACT, atol=1e-15)
    else:
        np.testing.assert_allclose(entry.gradient(predictions, targets), slope, rtol=EXACT, atol=1e-15)


@pytest.mark.parametrize("name", ["mean_absolute_error", "mean_squared_error", "huber"])
def test_regression_loss_of_large_errors_is_that_of_keras(keras, name):
    rng = np.random.default_rng(0)
    targets, predictions = 3 * rng.standard_normal((20, 2)), 3 * rng.standard_normal((20, 2))
    expected = float(keras.ops.mean(getattr(keras.losses, LOSSES[name].keras_name)(targets, predictions)))
    assert LOSSES[name].value(predictions, targets) == pytest.approx(expected, rel=EXACT)


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if loss.fused])
def test_closed_form_is_keras_from_logits(keras, name):
    entry, rng = LOSSES[name], np.random.default_rng(0)
    output: Activation = ACTIVATIONS[entry.output_activation]
    targets, z = np.eye(3)[rng.integers(3, size=20)], rng.uniform(-40, 40, (20, 3))
    function = getattr(keras.losses, entry.keras_name)
    value, slope = value_and_slope(lambda z: keras.ops.mean(function(targets, z, from_logits=True)), z)
    a = output.function(z)
    assert loss_value(entry, output, z, a, targets) == pytest.approx(float(value), rel=EXACT)
    np.testing.assert_allclose(output_delta(entry, output, z, a, targets), slope, rtol=EXACT, atol=1e-15)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initial_weights_are_spread_as_in_keras(keras, name):
    shape, levels = (400, 250), np.linspace(0.05, 0.95, 50)
    keras.utils.set_random_seed(0)
    theirs = np.asarray(keras.initializers.get(INITIALIZERS[name].keras_name)(shape))
    ours = INITIALIZERS[name].draw(np.random.default_rng(0), *shape)
    # The difference of two quantiles, each of 100,000 weights, has an error up to 1 % of the deviation: four of that.
    np.testing.assert_allclose(np.quantile(ours, levels), np.quantile(theirs, levels), atol=0.04 * theirs.std())
    assert ours.std() == pytest.approx(theirs.std(), rel=0.01)
    assert np.abs(ours).max() == pytest.approx(np.abs(theirs).max(), rel=0.2)  # tails cut, or not


@pytest.mark.parametrize("name", PENALTIES)
def test_penalty_is_that_of_keras(keras, name):
    weights = np.random.default_rng(0).standard_normal((4, 3))
    value, slope = value_and_slope(getattr(keras.regularizers, PENALTIES[name].keras_name)(0.25), weights)
    assert 0.25 * PENALTIES[name].value(weights) == pytest.approx(float(value), rel=EXACT)
    np.testing.assert_allclose(0.25 * PENALTIES[name].gradient(weights), slope, rtol=EXACT)


@pytest.mark.parametrize("name", SCHEDULES_IN_KERAS)
def test_schedule_is_that_of_keras(keras, name):
    entry, given = SCHEDULES[name], {"decay_steps": 20, "decay_rate": 0.3}
    arguments = {**{key: given[key] for key in entry.parameters}, **entry.keras_arguments}
    schedule = getattr(keras.optimizers.schedules, entry.keras_name)(0.1, **arguments)
    steps = range(0, 60, 3)
    ours = [entry.change(**given)(step, 0.1) for step in steps]
    np.testing.assert_allclose(ours, [float(schedule(step)) for step in steps], rtol=SCHEDULED, atol=1e-9)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer_has_the_settings_of_keras(keras, name):
    entry = OPTIMIZERS[name]
    settings = getattr(keras.optimizers, entry.keras_name)().get_config()
    assert set(entry.hyperparameters) | set(entry.keras_arguments) <= set(settings)
    if entry.keras_name != "SGD":  # where the momentum of 0.9 is our own
        assert dict(entry.hyperparameters) == {key: settings[key] for key in entry.hyperparameters}


@pytest.mark.parametrize("changed", [False, True], ids=["defaults", "changed"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer_takes_the_20_steps_of_keras(keras, name, changed):
    entry, rng = OPTIMIZERS[name], np.random.default_rng(0)
    other = {"momentum": 0.5, "beta_1": 0.7, "beta_2": 0.95, "rho": 0.8, "weight_decay": 0.1}
    settings = {key: other.get(key, 0.01) if changed else default for key, default in entry.hyperparameters.items()}
    # As Python floats Keras would round them to float32 on the way to float64.
    exact = {key: np.float64(value) for key, value in settings.items()}
    theirs = getattr(keras.optimizers, entry.keras_name)(LEARNING_RATE, **exact, **entry.keras_arguments)
    vector = rng.standard_normal(8)
    variables = [keras.Variable(part, dtype="float64") for part in (vector[:6].reshape(2, 3), vector[6:])]
    state = init(entry, 8, np.float64, settings)
    for gradient in rng.standard_normal((20, 8)) * 10 ** rng.uniform(-3, 1, (20, 1)):
        theirs.apply([gradient[:6].reshape(2, 3), gradient[6:]], variables)
        vector, state = entry.update(vector, gradient, state, LEARNING_RATE, settings)
    tolerance = ROUNDED.get(name, EXACT)
    np.testing.assert_allclose(vector, np.concatenate([np.ravel(variable) for variable in variables]), rtol=tolerance)


@pytest.mark.parametrize("norm", [0.5, 50.0])
def test_clipping_is_keras_global_clipnorm(keras, norm):
    gradient, start = np.array([3.0, -4.0, 12.0]), np.zeros(3)
    variable = keras.Variable(start, dtype="float64")
    keras.optimizers.SGD(LEARNING_RATE, global_clipnorm=norm).apply([gradient], [variable])
    np.testing.assert_allclose(-LEARNING_RATE * clip_by_global_norm(gradient, norm), np.asarray(variable), rtol=EXACT)
