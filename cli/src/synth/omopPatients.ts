import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { canonicalJson } from "@symbolon/protocol";
import { synthOmop } from "@symbolon/synth-worker/files";
import { output } from "../shared/output.ts";
import { OMOP_OPTIONS, omopArguments } from "./omopArguments.ts";
import { SYNTH_USAGE } from "./synthUsage.ts";
import { wholeNumber } from "./wholeNumber.ts";

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
      ...OMOP_OPTIONS,
      "most-rows": { type: "string", default: "500" },
    },
  });
  if (values.help) {
    console.log(SYNTH_USAGE);
    return 0;
  }
  const { folder, ...asked } = omopArguments(values, positionals);
  const mostRows = wholeNumber("--most-rows", values["most-rows"]);
  const report = await synthOmop(folder, { ...asked, mostRows });
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
      : `${patients.written} patients in ${asked.out}, leaf ${leaf}; ${violations} violations, ${findings} findings`,
  ]);
  return leaf !== null && violations === 0 && findings === 0 ? 0 : 1;
}
