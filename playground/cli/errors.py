"""What ends the command with a message instead of a traceback."""


class CommandError(Exception):
    """The run failed."""

    exit_code = 1


class UsageError(CommandError):
    """What was asked for cannot be done, and the message says what can."""

    exit_code = 2
