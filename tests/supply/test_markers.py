"""The markers of the lock mean for us what they mean for pip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.markers import Marker

from generator.supply.lock import read_lock
from generator.supply.markers import PLATFORMS, environment_for, holds, this_environment
from tests.helpers import REPOSITORY

TARGETS = st.builds(
    environment_for,
    st.sampled_from(sorted(PLATFORMS)),
    st.builds("3.{}.{}".format, st.integers(11, 14), st.integers(0, 20)),
)
COMPARISONS = st.one_of(
    st.builds(
        "{} {} '3.{}'".format,
        st.sampled_from(["python_version", "python_full_version"]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.sampled_from(["11", "12", "13", "11.5", "12.0", "14.2"]),
    ),
    st.builds(
        "{} {} '{}'".format,
        st.sampled_from(
            ["sys_platform", "platform_machine", "platform_system", "os_name", "implementation_name"]
        ),
        st.sampled_from(["==", "!="]),
        st.sampled_from(["win32", "linux", "ARM64", "x86_64", "Windows", "nt", "cpython", "pypy"]),
    ),
    st.sampled_from(
        ["'linux' in sys_platform", "platform_machine not in 'x86_64 AMD64'", "'3.12' <= python_version"]
    ),
)
MARKERS = st.recursive(
    COMPARISONS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("{} {} {}".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=6,
)


@given(MARKERS, TARGETS)
def test_a_marker_holds_where_packaging_says_so(marker: str, environment: dict[str, str]) -> None:
    assert holds(marker, environment) == Marker(marker).evaluate({**environment, "extra": ""})


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_the_markers_of_the_locks_are_understood(name: str) -> None:
    markers = {pin.marker for pin in read_lock(REPOSITORY / "requirements" / name)} - {""}
    assert markers
    for marker in markers:
        for platform in PLATFORMS:
            for python in ("3.11.0", "3.11.5", "3.12.0", "3.14.99"):
                environment = environment_for(platform, python)
                assert holds(marker, environment) == Marker(marker).evaluate(dict(environment)), marker


def test_this_machine_is_described_as_packaging_describes_it() -> None:
    for key, value in this_environment().items():
        assert Marker(f"{key} == '{value}'").evaluate(), key


@pytest.mark.parametrize(
    "marker", ["os_name", "os_name ==", "(os_name == 'nt'", "what == 'x'", "os_name ~ 'x'", "§"]
)
def test_an_odd_marker_is_refused(marker: str) -> None:
    with pytest.raises(ValueError, match="条件"):
        holds(marker, this_environment())
