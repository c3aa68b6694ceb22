"""Being told to stop: never lost, never in the middle of something, and the shell is told."""

import os
import subprocess
import sys
import textwrap

import pytest


def ended(body: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, for signals are for a main thread."""
    code = "import signal\nfrom service.stopping import told_to_stop\n" + textwrap.dedent(body)
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=os.environ
    )


def test_ctrl_c_in_the_middle_of_something_lets_it_end_and_is_told_afterwards() -> None:
    process = ended(
        """
        try:
            with told_to_stop() as stop:
                signal.raise_signal(signal.SIGINT)
                print("went on", stop.asked)
        except KeyboardInterrupt:
            print("told")
        """
    )
    assert process.stdout.splitlines() == ["went on True", "told"]


def test_ctrl_c_where_python_would_lose_it_is_not_lost() -> None:
    process = ended(
        """
        class Dying:
            def __del__(self):
                signal.raise_signal(signal.SIGINT)
        try:
            with told_to_stop() as stop:
                Dying()
                stop.wait()
        except KeyboardInterrupt:
            print("told")
        """
    )
    assert process.stdout == "told\n"
    assert process.stderr == ""


def test_who_presses_again_is_not_kept_waiting() -> None:
    process = ended(
        """
        try:
            with told_to_stop():
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)
                print("went on")
        except KeyboardInterrupt:
            print("told")
        """
    )
    assert process.stdout == "told\n"


@pytest.mark.parametrize("times", [1, 2])
def test_sigterm_is_no_fault(times: int) -> None:
    process = ended(
        f"""
        with told_to_stop() as stop:
            for _ in range({times}):
                signal.raise_signal(signal.SIGTERM)
            stop.then(lambda: print("now"))
        print("in order")
        """
    )
    assert process.stdout.splitlines() == ["now", "in order"]
    assert process.returncode == 0
