"""The resampling of an analysis on the machines of a Dask cluster, with the same result."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from joblib import parallel_config

from research.errors import BadPlan

PATIENCE = "15s"
"""How long to wait for the scheduler to answer."""


@contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """Run what is resampled inside this block on a cluster; without an address, on this machine.

    Every replicate has its own seed and linear algebra runs on one thread, so the result is the same to the last
    byte as long as the machines have the same versions installed.

    Parameters
    ----------
    address : str or None
        Of a Dask scheduler, as `tcp://host:8786`. Its workers must have Whyprint installed. Whoever can reach a
        scheduler can run code on it: keep it in a closed network.

    Raises
    ------
    BadPlan
        Dask is not installed, or nobody answers at the address.

    References
    ----------
    Rocklin (2015), Dask: parallel computation with blocked algorithms and task scheduling.
    """
    if address is None:
        yield
        return
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise BadPlan("no_dask", where=("scheduler",)) from None
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        why = next(iter(str(error).splitlines()), type(error).__name__)
        raise BadPlan("no_scheduler", where=("scheduler",), address=address, why=why) from error
    with client, parallel_config(backend="dask", client=client):
        yield
