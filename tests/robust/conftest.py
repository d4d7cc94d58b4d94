"""How the tests that damage things run: the same way each time, or deeper by `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.conftest import ROOT

TIMES = int(os.environ.get("FUZZ", "0"))
"""How many times as many examples `make fuzz` asks for; 0 in an ordinary run."""

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")


def examples(number: int) -> settings:
    """Try `number` examples, the same in every run; with FUZZ, more and others."""
    return settings(
        max_examples=number * (TIMES or 1),
        derandomize=not TIMES,
        database=None,
        deadline=None,
        print_blob=bool(TIMES),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
