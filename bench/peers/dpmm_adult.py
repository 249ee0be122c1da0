"""MST and AIM of dpmm (https://github.com/sassoftware/dpmm) on UCI Adult, measured as `npm run bench -- dp` measures ours.

Usage: python bench/peers/dpmm_adult.py [--mechanisms mst,aim] [--epsilons 0.1,1,10] [--seeds 3]
       [--protocols marginals,transfer] [--adult FOLDER]

Every run is a process of its own, so that its CPU time and memory are its own. Prints one line per run and, last, one
JSON object {"benchmark": "dp-peers", "command", "startedAt", "measurements": {"runs": [...], "summaries": [...]}} whose
runs have the fields of ours.
"""

import argparse
import datetime
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

DELTA = 1e-9
TARGET = "income>50K"
SMALL_CELLS = 10_000
ADULT = Path(__file__).resolve().parents[3] / "shared" / "data" / "adult"
# An AIM fit takes 5 to 15 minutes; one that takes longer than this has failed.
LIMIT_SECONDS = 3600


def read_adult(folder):
    import pandas as pd

    domain = json.loads((folder / "adult-domain.json").read_text())
    table = pd.read_csv(folder / "adult.csv")[list(domain)]
    return table, domain


def column_sets(sizes, order, max_cells=float("inf")):
    """All sets of `order` columns with at most `max_cells` cells."""
    import math

    return [
        columns
        for columns in itertools.combinations(range(len(sizes)), order)
        if math.prod(sizes[column] for column in columns) <= max_cells
    ]


def marginal_error(real, synthetic, sizes, sets):
    """Mean over the sets of sum |p - q|; both tables are arrays of levels, rows x columns."""
    import numpy as np

    def shares(table, columns):
        cells = np.zeros(len(table), dtype=np.int64)
        count = 1
        for column in columns:
            cells = cells * sizes[column] + table[:, column]
            count *= sizes[column]
        return np.bincount(cells, minlength=count) / len(table)

    return float(np.mean([np.abs(shares(real, each) - shares(synthetic, each)).sum() for each in sets]))


def marginal_figures(real, synthetic, sizes):
    return {
        "l1OneWay": marginal_error(real, synthetic, sizes, column_sets(sizes, 1)),
        "l1TwoWay": marginal_error(real, synthetic, sizes, column_sets(sizes, 2)),
        "l1ThreeWay": marginal_error(real, synthetic, sizes, column_sets(sizes, 3)),
        "l1ThreeWaySmall": marginal_error(real, synthetic, sizes, column_sets(sizes, 3, SMALL_CELLS)),
    }


def auroc(synthetic, test):
    """AUROC on real records of a classifier learned from synthetic ones."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.metrics import roc_auc_score

    learner = HistGradientBoostingClassifier(early_stopping=False)
    learner.fit(synthetic.drop(columns=TARGET).to_numpy(), synthetic[TARGET].to_numpy())
    scores = learner.decision_function(test.drop(columns=TARGET).to_numpy())
    return float(roc_auc_score(test[TARGET].to_numpy(), scores))


def generator_of(mechanism, epsilon, domain, random_state):
    """The settings of the anchors: MST with 5000 steps; AIM on 3-way marginals of at most 10,000 cells, 1 MB."""
    common = {
        "epsilon": epsilon,
        "delta": DELTA,
        "domain": domain,
        "random_state": random_state,
        "n_jobs": 1,
    }
    if mechanism == "mst":
        from dpmm.models.mst import MSTGM

        return MSTGM(n_iters=5000, compress=True, **common)
    from dpmm.models.aim import AIMGM

    return AIMGM(n_iters=1000, degree=3, max_cells=SMALL_CELLS, max_model_size=1, compress=False, **common)


def timed(act):
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    value = act()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return value, cpu, time.perf_counter() - start


def measure(job, folder):
    """One run in this process. dpmm draws its noise from OpenDP, which takes no seed: runs do not repeat exactly."""
    import numpy as np

    table, domain = read_adult(folder)
    train, test = table, None
    if job["protocol"] == "transfer":
        order = np.random.RandomState(1000 + job["seed"]).permutation(len(table))
        middle = len(table) // 2
        train = table.iloc[order[:middle]].reset_index(drop=True)
        test = table.iloc[order[middle:]]
    random_state = np.random.RandomState(job["seed"])
    generator = generator_of(job["mechanism"], job["epsilon"], domain, random_state)
    _, fit_cpu, fit_wall = timed(lambda: generator.fit(train))
    synthetic, sample_cpu, sample_wall = timed(lambda: generator.generate(n_records=len(train)))
    synthetic = synthetic[list(domain)].astype(int)
    # Linux counts kibibytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    figures = {
        "fitCpuSeconds": fit_cpu,
        "fitWallSeconds": fit_wall,
        "sampleCpuSeconds": sample_cpu,
        "sampleWallSeconds": sample_wall,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
    }
    if test is None:
        sizes = list(domain.values())
        figures["marginals"] = marginal_figures(table.to_numpy(), synthetic.to_numpy(), sizes)
    else:
        figures["auroc"] = auroc(synthetic, test)
    return figures


def run(job, folder):
    """The same in a fresh process with one thread per BLAS call."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    try:
        child = subprocess.run(
            [sys.executable, __file__, "--adult", str(folder), "--job", json.dumps(job)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return {**job, "failed": f"took longer than {LIMIT_SECONDS} s"}
    if child.returncode != 0:
        return {**job, "failed": child.stderr.strip()[-600:]}
    return {**job, "figures": json.loads(child.stdout.strip().splitlines()[-1])}


def summarise(runs):
    groups = {}
    for each in runs:
        key = (each["table"], each["protocol"], each["mechanism"], each["epsilon"])
        groups.setdefault(key, []).append(each)
    summaries = []
    for (table, protocol, mechanism, epsilon), group in groups.items():
        numbers = []
        for each in group:
            if "figures" not in each:
                continue
            figures = dict(each["figures"])
            flat = {**figures.pop("marginals", {}), **figures}
            flat["cpuSeconds"] = flat["fitCpuSeconds"] + flat["sampleCpuSeconds"]
            numbers.append(flat)
        summaries.append(
            {
                "table": table,
                "protocol": protocol,
                "mechanism": mechanism,
                "epsilon": epsilon,
                "seeds": len(numbers),
                "failed": len(group) - len(numbers),
                "figures": {
                    name: {
                        "mean": statistics.fmean(each[name] for each in numbers),
                        "median": statistics.median(each[name] for each in numbers),
                        "max": max(each[name] for each in numbers),
                    }
                    for name in (numbers[0] if numbers else {})
                },
            }
        )
    return summaries


def outcome(result):
    if "failed" in result:
        return f"FAILED: {result['failed']}"
    figures = result["figures"]
    quality = (
        f"2-way {figures['marginals']['l1TwoWay']:.4f}, 3-way {figures['marginals']['l1ThreeWaySmall']:.4f}"
        if "marginals" in figures
        else f"AUROC {figures['auroc']:.4f}"
    )
    return f"{quality}, {figures['fitCpuSeconds'] + figures['sampleCpuSeconds']:.1f} CPU-s"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mechanisms", default="mst,aim")
    parser.add_argument("--epsilons", default="0.1,1,10")
    parser.add_argument("--protocols", default="marginals,transfer")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--adult", type=Path, default=ADULT, help="folder of adult.csv and adult-domain.json")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job is not None:
        print(json.dumps(measure(json.loads(options.job), options.adult)))
        return
    started = datetime.datetime.now(datetime.timezone.utc).isoformat()
    runs = []
    for protocol, mechanism, epsilon, seed in itertools.product(
        options.protocols.split(","),
        options.mechanisms.split(","),
        (float(each) for each in options.epsilons.split(",")),
        range(options.seeds),
    ):
        # Learning from synthetic rows is measured at these epsilons only, as ours is.
        if protocol == "transfer" and epsilon not in (1, 10):
            continue
        job = {
            "table": "adult",
            "protocol": protocol,
            "mechanism": mechanism,
            "epsilon": epsilon,
            "delta": DELTA,
            "seed": seed,
        }
        runs.append(run(job, options.adult))
        print(f"adult {protocol} {mechanism} epsilon {epsilon:g} seed {seed}: {outcome(runs[-1])}", flush=True)
    report = {
        "benchmark": "dp-peers",
        "command": "python bench/peers/dpmm_adult.py " + " ".join(sys.argv[1:]),
        "startedAt": started,
        "measurements": {"runs": runs, "summaries": summarise(runs)},
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
