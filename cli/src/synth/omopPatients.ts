import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { canonicalJson } from "@symbolon/protocol";
import { synthOmop } from "@symbolon/synth-worker/files";
import { output } from "../shared/output.ts";
import { omopCondition } from "./omopCondition.ts";
import { seedOf } from "./seedOf.ts";
import { SYNTH_USAGE } from "./synthUsage.ts";
import { usageError } from "./usageError.ts";

const WARNING =
  "NOT differentially private: nothing is proved about these patients. An attack on whole patients was tried, and the report says with what success.";

/**
 * `symbolon synth DIR --omop`: whole patients over time, from OMOP tables to OMOP tables, by the high-fidelity engine. Returns the exit code: 0 written,
 * 1 not, because no leaf size withstood the attack or what was made has faults. Throws as synthOmop does.
 */
export async function omopPatients(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      omop: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      patients: { type: "string" },
      "most-rows": { type: "string", default: "500" },
      where: { type: "string", multiple: true, default: [] },
      format: { type: "string", default: "csv" },
      report: { type: "string" },
      seed: { type: "string" },
      out: { type: "string", short: "o" },
    },
  });
  const [folder, ...others] = positionals;
  if (values.help) {
    console.log(SYNTH_USAGE);
    return 0;
  }
  if (folder === undefined || values.out === undefined || others.length > 0)
    throw usageError("--omop takes one folder and -o");
  const { format } = values;
  if (format !== "csv" && format !== "parquet") throw usageError("--format is csv or parquet");
  const whole = (name: string, text: string) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < 1) throw usageError(`${name} is a whole number from 1`);
    return number;
  };
  const seed = values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed);
  const report = await synthOmop(folder, {
    out: values.out,
    format,
    seed,
    mostRows: whole("--most-rows", values["most-rows"]),
    where: values.where.map(omopCondition),
    ...(values.patients === undefined ? {} : { patients: whole("--patients", values.patients) }),
  });
  if (values.report !== undefined) await writeFile(values.report, canonicalJson(report));
  const { leaf, tried, patients, violations, findings } = report;
  output(values.json).result(report, [
    WARNING,
    ...tried.map(
      (trial) =>
        `  leaf ${trial.leaf}: attack's AUC up to ${trial.aucHigh.toFixed(3)}, finds ${(100 * trial.tprAt1PercentFpr).toFixed(1)} % at 1 % false alarms: ${trial.passed ? "withstands" : "does not"}`,
    ),
    leaf === null
      ? "Nothing was written: whatever the leaf size, patients could be told from the tables, or there are too few to be sure."
      : `${patients.written} patients in ${values.out}, leaf ${leaf}; ${violations} violations, ${findings} findings`,
  ]);
  return leaf !== null && violations === 0 && findings === 0 ? 0 : 1;
}
