#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times the benchmarks' workloads in NumPy, JAX and PyTorch, those that are installed.

    python3 Playground/Benchmarks/peers/run.py --ours "$(swift build -c release --show-bin-path)/playground"

runs the playground's benchmarks, too, and prints how many times as long each peer takes. Everything runs on one thread
of one core.
"""

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import time

PEERS = {"numpy": "with_numpy", "jax": "with_jax", "torch": "with_torch"}


def pin():
    """Keeps this process and those that it starts to one thread on one core. The libraries read this when loaded."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]:
        os.environ[name] = "1"
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"


def median_microseconds(run, seconds):
    """The median time of a call; fast calls are timed in batches of at least 100 microseconds."""
    start = time.perf_counter()
    run()
    run()
    batch = 1
    while True:
        start = time.perf_counter()
        for _ in range(batch):
            run()
        took = time.perf_counter() - start
        if took >= 1e-4:
            break
        batch *= 2
    samples, end = [], time.perf_counter() + seconds
    while len(samples) < 7 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(batch):
            run()
        samples.append((time.perf_counter() - start) / batch)
    return 1e6 * statistics.median(samples)


def measure(names, seconds):
    peers = []
    for peer, module in PEERS.items():
        try:
            library = importlib.import_module(module)
        except ImportError as error:
            print(f"{peer}: left out, {error}", file=sys.stderr)
            continue
        for name, run in library.runs().items():
            if not names or name in names:
                peers.append(
                    {
                        "name": name,
                        "peer": peer,
                        "version": library.version,
                        "medianMicroseconds": median_microseconds(run, seconds),
                    }
                )
    return peers


def ours(playground, names):
    output = subprocess.run(
        [playground, "bench", *names, "--json", "--quiet"], check=True, stdout=subprocess.PIPE
    ).stdout
    return {row["name"]: row.get("medianMicroseconds") for row in json.loads(output)["benchmarks"]}


def table(peers, medians):
    lines = [f"{'benchmark':<12} {'peer':<8} {'peer us':>10}" + (f" {'ours us':>10} {'peer/ours':>10}" if medians else "")]
    for row in peers:
        line = f"{row['name']:<12} {row['peer']:<8} {row['medianMicroseconds']:>10.1f}"
        mine = medians.get(row["name"])
        if mine:
            line += f" {mine:>10.1f} {row['medianMicroseconds'] / mine:>10.2f}"
        lines.append(line)
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="the benchmarks to time (all)")
    parser.add_argument("--ours", metavar="PLAYGROUND", help="the playground's executable, to be timed as well")
    parser.add_argument("--seconds", type=float, default=1, help="how long each workload is timed")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of text")
    arguments = parser.parse_args()
    pin()
    peers = measure(arguments.names, arguments.seconds)
    names = list(dict.fromkeys(row["name"] for row in peers))
    medians = ours(arguments.ours, names) if arguments.ours and names else {}
    for row in peers:
        if medians.get(row["name"]):
            row["oursMicroseconds"] = medians[row["name"]]
            row["peerOverOurs"] = row["medianMicroseconds"] / row["oursMicroseconds"]
    print(json.dumps({"peers": peers}) if arguments.json else table(peers, medians))


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main()
