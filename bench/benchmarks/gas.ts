import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureGas } from "../../contracts/gas/measureGas.ts";
import { formatGasDifferences } from "../../scripts/gas/formatGasDifferences.ts";
import { readGasSnapshot } from "../../scripts/gas/readGasSnapshot.ts";
import { compareGas } from "../../scripts/gas/snapshot.ts";
import { writeGasSnapshot } from "../../scripts/gas/writeGasSnapshot.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import type { Benchmark } from "../benchmark.ts";

const SNAPSHOT = join(repositoryRoot, "contracts", "generated", "gas.json");

/** Anchors measured in their own repositories (docs/decisions/0010), and what we want to be below. Several operations add up. */
const BARS = [
  {
    what: "publish",
    operations: ["publish, cold"],
    barGas: 200_000,
    anchors: "Ocean 1,660,000; Nevermined 770,000",
  },
  {
    what: "first buy, consent, permit and budget checked",
    operations: ["buy, cold: consent, permit and budget checked"],
    barGas: 180_000,
    anchors: "Ocean 360,000-389,000; Nevermined 703,000",
  },
  {
    what: "renew",
    operations: ["renew, cold"],
    barGas: 130_000,
    anchors: "Ocean 41,000-273,000; Nevermined 669,000",
  },
  { what: "consent grant", operations: ["consent grant, own key"], barGas: 50_000, anchors: "none" },
  { what: "consent withdraw", operations: ["consent withdraw, own key"], barGas: 35_000, anchors: "none" },
  {
    what: "consent grant, in a batch of 100",
    operations: ["consent grant, 100 under one root, each"],
    barGas: 5_000,
    anchors: "none",
  },
  {
    what: "consent withdraw, in a batch of 100",
    operations: ["consent withdraw, 100 at once, each"],
    barGas: 5_000,
    anchors: "none",
  },
  {
    what: "job report + certificate + finalise",
    operations: ["job report", "job certify", "job finalise"],
    barGas: 250_000,
    anchors: "none",
  },
  { what: "claim", operations: ["claim a payout, cold"], barGas: 90_000, anchors: "push loops" },
] as const;
/** Most that an operation may cost more with many open jobs than with few. */
const FLAT_PERCENT = 5;

/** Gas of every operation through the public interfaces on a fresh local chain: counts, so one run is exact and no machine matters. */
export const benchmark: Benchmark = {
  what: "gas of every contract operation (--open-jobs N, default 1000; --snapshot-check; --snapshot-write)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        "open-jobs": { type: "string", default: "1000" },
        "snapshot-check": { type: "boolean", default: false },
        "snapshot-write": { type: "boolean", default: false },
      },
    });
    const openJobs = Number(values["open-jobs"]);
    if (!Number.isInteger(openJobs) || openJobs < 1) throw new Error("--open-jobs is a whole number from 1");
    const { rows, flatness } = await measureGas(openJobs);
    const gas = Object.fromEntries(rows.map((row) => [row.operation, row.gas]));
    for (const row of rows) print(line(row.operation, row.gas));

    print(`\n${"against the anchors".padEnd(52)} ${"gas".padStart(9)} ${"bar".padStart(9)}`);
    const bars = BARS.map(({ what, operations, barGas, anchors }) => {
      const sum = operations.reduce((total, operation) => total + gas[operation]!, 0);
      print(
        `${line(what, sum)} ${barGas.toLocaleString("en").padStart(9)} ${sum <= barGas ? "met" : "MISSED"}  (${anchors})`,
      );
      return { what, gas: sum, barGas, met: sum <= barGas };
    });

    print(
      `\n${`with 1 and ${openJobs} open jobs`.padEnd(52)} ${"1".padStart(9)} ${String(openJobs).padStart(9)}`,
    );
    const flat = flatness.map(({ operation, gasFew, gasMany }) => {
      const percent = Math.round((10_000 * (gasMany - gasFew)) / gasFew) / 100;
      print(`${line(operation, gasFew)} ${gasMany.toLocaleString("en").padStart(9)} ${percent} %`);
      return { operation, gasFew, gasMany, percent, met: percent < FLAT_PERCENT };
    });

    if (values["snapshot-write"]) await writeGasSnapshot(SNAPSHOT, gas);
    if (values["snapshot-check"]) {
      const differences = compareGas(await readGasSnapshot(SNAPSHOT), gas);
      print(`\n${differences.length === 0 ? "gas is as committed" : formatGasDifferences(differences)}`);
      if (differences.some(({ isBeyond }) => isBeyond))
        throw new Error(
          "Gas moved by more than 2 %. If that is meant: npm run bench -- gas --snapshot-write, and commit contracts/generated/gas.json.",
        );
    }
    return { openJobs, operations: gas, bars, flat };
  },
};

function line(name: string, gas: number): string {
  return `${name.padEnd(52)} ${gas.toLocaleString("en").padStart(9)}`;
}
