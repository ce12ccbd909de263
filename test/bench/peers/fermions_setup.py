"""What `npm run bench fermion-step` hands to both peers, and what they print.

The setup is a JSON file: the system, the settings of the training, first parameters (the layout of the published network) and
walkers. `--check` prints ln|psi|, sign, local energies and one natural-gradient direction at those walkers, in float64, as one
JSON object; otherwise one JSON object a line and step: {"step", "seconds", "energy", "acceptance"}, where something is compiled
after {"compile_seconds"}; the last one is {"peak_rss_bytes"}.
"""

import argparse
import json
import resource
import time

import numpy as np

NAMES = ["W1", "b1", "W2", "b2", "WM", "bM", "We"]


def read_setup():
    parser = argparse.ArgumentParser()
    parser.add_argument("setup")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--gram", choices=["float32", "float64"], default="float64")
    options = parser.parse_args()
    with open(options.setup) as file:
        return options, json.load(file)


def parameters_of(setup, dtype):
    return {
        name: np.asarray(setup["parameters"][name]["values"], dtype=dtype).reshape(setup["parameters"][name]["shape"])
        for name in NAMES
    }


def say(**values):
    print(json.dumps(values), flush=True)


def say_check(log, sign, energy, phi):
    found = {"log": log, "sign": sign, "energy": energy, "phi": phi}
    say(**{name: np.asarray(values).tolist() for name, values in found.items()})


def run(setup, steps, step):
    """Times `step(at)`, which gives the energy of the batch and the fraction of accepted moves when all is done."""
    for at in range(steps):
        began = time.perf_counter()
        energy, acceptance = step(at)
        say(step=at + 1, seconds=time.perf_counter() - began, energy=float(energy), acceptance=float(acceptance))
    say(peak_rss_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
