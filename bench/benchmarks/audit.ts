import { parseArgs } from "node:util";
import {
  type AuditedMechanism,
  type AuditResult,
  auditMechanism,
  cryptoEntropy,
  fitRelease,
  type Neighbouring,
  type PrivateTable,
  sigmaForRho,
} from "@symbolon/synth-worker/audit";
import { memoryCountSource } from "@symbolon/synth-worker/memory-count-source";
import type { MechanismName, Neighbours } from "@symbolon/synth-worker/synthesis";
import type { Benchmark, Measurements } from "../benchmark.ts";

/** Levels per column; the first is ordered. */
const SIZES = [6, 3, 4, 2];
const LEVELS = SIZES.map((_, column) => ({ ordered: column === 0, missing: null }));
const PATIENTS = 400;
/** Records of two patients who differ in every column. */
const CANARY = [5, 2, 3, 1];
const OTHER = [0, 1, 1, 0];
/** mu = 2: the shares of errors are then neither near 0 nor near 1/2, where runs say least. */
const RHO_MICRO = 2_000_000n;
/**
 * Records per patient. More of them mean more noise: with one record sigma is 1 here, and rounding adds 1/12 to a variance of 1,
 * so that the claim is 4 % above the truth ("1-ways, 1 record" shows it); with ten the two are the same to 0.1 %.
 */
const RECORDS = 10;
/** What must at least be shown of the claimed mu, or the audit would not notice a bug of that size. */
const LEAST_SHARE = 0.85;

type Audit = {
  readonly name: string;
  readonly records: number;
  readonly relation: Neighbours["relation"];
  /** Runs per table without --runs; the slow ones get fewer. */
  readonly runs: number;
  readonly mechanism: AuditedMechanism["mechanism"];
};

/** `npm run bench -- audit`: does the real code leak as much as its ledger says, no more, and hardly less? */
export const benchmark: Benchmark = {
  what: "empirical mu of the mechanisms on canary tables beside the claimed mu (--runs N, --quick, --only NAME)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string" },
        quick: { type: "boolean", default: false },
        only: { type: "string" },
      },
    });
    const asked = values.runs === undefined ? undefined : Number(values.runs);
    if (asked !== undefined && !(Number.isInteger(asked) && asked >= 40))
      throw new Error("--runs is a whole number from 40");
    const chosen = audits().filter(({ name }) => values.only === undefined || name === values.only);
    if (chosen.length === 0)
      throw new Error(
        `--only is one of ${audits()
          .map(({ name }) => name)
          .join(", ")}`,
      );
    print(
      `${"mechanism".padEnd(28)} ${"runs".padStart(6)} ${"claimed".padStart(8)} ${"shown (95 %)".padStart(22)}`,
    );
    const results: Measurements[] = [];
    for (const audit of chosen) {
      const runs = asked ?? (values.quick ? audit.runs / 10 : audit.runs);
      const result = await auditMechanism({
        pair: canaryPair(audit.records, audit.relation),
        neighbours: { unit: "patient", maxRecords: audit.records, relation: audit.relation },
        rhoMicro: RHO_MICRO,
        runs,
        entropy: cryptoEntropy(),
        mechanism: audit.mechanism,
      });
      print(line(audit.name, runs, result, values.quick));
      results.push({ name: audit.name, runsPerTable: runs, ...figures(result, values.quick) });
    }
    print(
      "\nshown: lower limit, estimate and upper limit of the mu that all noisy answers together show. An honest mechanism's\n" +
        `lower limit is above the claim in at most 5 % of audits. Ok: lower limit not above it, estimate at least ${LEAST_SHARE} of it.`,
    );
    return { leastShareOfMu: LEAST_SHARE, audits: results, ok: results.every(({ ok }) => ok === true) };
  },
};

function audits(): Audit[] {
  const whole = { num: RHO_MICRO, den: 1_000_000n };
  const oneWays = async (table: PrivateTable) => {
    const sigma = sigmaForRho(whole, table.sensitivities.countTable * BigInt(SIZES.length));
    await table.measure(SIZES.map((_, column) => ({ columns: [column], maps: [null], sigma })));
  };
  const errorSums = async (table: PrivateTable) => {
    const sigma = sigmaForRho(whole, table.sensitivities.errorSum * 2n);
    const request = (columns: number[], cells: number) => ({
      columns,
      maps: columns.map(() => null),
      expected: new Float64Array(cells),
    });
    await table.errors([request([0, 1], 18), request([2, 3], 8)], sigma);
  };
  const quantiles = (table: PrivateTable) => table.quantiles(0, { cuts: 2, rho: whole });
  const full = (mechanism: MechanismName, runs: number): Audit => ({
    name: mechanism,
    records: RECORDS,
    relation: "add-remove",
    runs,
    mechanism: (table, accountant) => fitRelease(table, accountant, { mechanism, levels: LEVELS }),
  });
  const once = { runs: 20_000, relation: "add-remove", records: RECORDS } as const;
  return [
    { name: "1-ways", ...once, mechanism: oneWays },
    { name: "1-ways, 1 record", ...once, records: 1, mechanism: oneWays },
    { name: "1-ways, replace", ...once, relation: "replace", mechanism: oneWays },
    { name: "error sums", ...once, mechanism: errorSums },
    { name: "quantiles", ...once, mechanism: quantiles },
    full("independent", 4000),
    full("mst", 1000),
    full("swift", 1000),
    full("aim", 1000),
  ];
}

/** The canary's records come on top of the patients', or (replace) in the place of another's. */
function canaryPair(records: number, relation: Neighbours["relation"]): Neighbouring {
  const base = Array.from({ length: PATIENTS }, (_, i) => [(i * i) % 6, i % 3, (i >> 2) % 4, (i >> 3) % 2]);
  const source = (extra: readonly (readonly number[])[]) => {
    const rows = [...base, ...extra];
    const columns = SIZES.map((_, column) => Uint16Array.from(rows, (row) => row[column]!));
    return memoryCountSource({ sizes: SIZES, rows: rows.length, columns });
  };
  const of = (row: readonly number[]) => Array.from({ length: records }, () => row);
  return { without: source(relation === "replace" ? of(OTHER) : []), withCanary: source(of(CANARY)) };
}

/** Ok when the audit neither refutes the claim nor fails to see most of it (few runs: as far as they can tell). */
function figures(
  { claimed, low, estimate, high, runs }: AuditResult,
  quick: boolean,
): Measurements & { readonly ok: boolean } {
  return {
    claimedMu: claimed,
    shownMuLow: low,
    shownMu: estimate,
    shownMuHigh: high,
    shareOfClaim: estimate / claimed,
    evaluatedRunsPerTable: runs,
    ok: low <= claimed && (quick ? high : estimate) >= LEAST_SHARE * claimed,
  };
}

function line(name: string, runs: number, result: AuditResult, quick: boolean): string {
  const { claimed, low, estimate, high } = result;
  const shown = [low, estimate, high].map((mu) => mu.toFixed(3)).join(" ");
  const verdict = figures(result, quick).ok ? "ok" : "NOT OK";
  return `${name.padEnd(28)} ${String(runs).padStart(6)} ${claimed.toFixed(3).padStart(8)} ${shown.padStart(22)}  ${verdict}`;
}
