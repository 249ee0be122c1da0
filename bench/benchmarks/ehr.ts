import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import type { EhrFigures, EhrJob } from "../ehr/ehrJob.ts";
import { type EhrRun, judgeEhr } from "../ehr/judgeEhr.ts";
import { hasCohorts } from "../ehr/readCohorts.ts";
import { measureInProcess } from "../measureInProcess.ts";

const CHILD = fileURLToPath(new URL("../ehr/measureEhr.ts", import.meta.url));
const KINDS = [
  "pbc",
  "pbc-private",
  "nafld",
  "nafld-private",
  "nafld-attack",
  "pbc-attack",
  "joint",
] as const;

/** Patients over time: both modes on two clinical cohorts, attacks on whole patients, and the import of made-up patients; bars of issue 9. */
export const benchmark: Benchmark = {
  what: "patients over time: lag correlation, Cox, counts, violations, membership, time, memory; import of FHIR (--quick; --seeds N; --only KIND,KIND; --patients N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        seeds: { type: "string" },
        only: { type: "string" },
        patients: { type: "string" },
      },
    });
    const seeds = Number(values.seeds ?? (values.quick ? 1 : 3));
    const patients = Number(values.patients ?? (values.quick ? 4_000 : 100_000));
    if (!Number.isInteger(seeds) || seeds < 1) throw new Error("--seeds is a whole number from 1");
    if (!Number.isInteger(patients) || patients < 100)
      throw new Error("--patients is a whole number from 100");
    const only = values.only?.split(",") ?? [...KINDS, "import"];
    const unknown = only.find((kind) => kind !== "import" && !KINDS.some((each) => each === kind));
    if (unknown !== undefined)
      throw new Error(`there is no ${unknown}; --only takes ${KINDS.join(",")},import`);
    const jobs: EhrJob[] = KINDS.filter((kind) => only.includes(kind)).flatMap((kind) =>
      Array.from({ length: seeds }, (_, seed) => ({ kind, seed })),
    );
    if (!hasCohorts() && jobs.length > 0) {
      print("nafld and pbc are left out: their files are not in the shared data folder");
      jobs.length = 0;
    }
    if (only.includes("import"))
      jobs.push({ kind: "import", patients: Math.ceil(patients / 4) }, { kind: "import", patients });
    const runs: EhrRun[] = [];
    for (const job of jobs) {
      const figures = await measureInProcess<EhrFigures>(CHILD, job, job.kind);
      runs.push({ job, figures });
      print(
        `${JSON.stringify(job)} ${Object.entries(figures)
          .map(([name, value]) => `${name} ${short(value)}`)
          .join(", ")}`,
      );
    }
    const bars = judgeEhr(runs);
    print("");
    for (const { kind, figure, value, low, high, most, met } of bars)
      print(
        `${kind.padEnd(14)} ${figure.padEnd(36)} ${short(value).padStart(9)}   ${short(low)} to ${short(high)}   <= ${short(most)} ${met ? "met" : "MISSED"}`,
      );
    return { seeds, runs: runs as unknown as Measurements[], bars: bars as unknown as Measurements[] };
  },
};

function short(value: number): string {
  return Math.abs(value) < 1000 ? String(Number(value.toFixed(4))) : value.toExponential(2);
}
