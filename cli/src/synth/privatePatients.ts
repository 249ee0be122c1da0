import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { canonicalJson } from "@symbolon/protocol";
import { cryptoEntropy, readDomain, synthPrivateOmop } from "@symbolon/synth-worker/files";
import { output } from "../shared/output.ts";
import { OMOP_OPTIONS, omopArguments } from "./omopArguments.ts";
import { SYNTH_USAGE } from "./synthUsage.ts";
import { usageError } from "./usageError.ts";

/**
 * `symbolon synth DIR --omop --domain FILE --epsilon E`: differentially private whole patients over time, from OMOP tables to OMOP tables. Returns the exit code: 0
 * written without a fault, 1 with one. Throws E1006 for an option that makes no sense, and as readDomain and synthPrivateOmop do.
 */
export async function privatePatients(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      ...OMOP_OPTIONS,
      quiet: { type: "boolean", default: false },
      domain: { type: "string" },
      "domain-vouched-by": { type: "string" },
      epsilon: { type: "string" },
      delta: { type: "string", default: "1e-6" },
    },
  });
  const { domain: domainFile, "domain-vouched-by": vouchedBy } = values;
  if (values.help) {
    console.log(SYNTH_USAGE);
    return 0;
  }
  const { folder, ...asked } = omopArguments(values, positionals);
  if (domainFile === undefined)
    throw usageError("--epsilon needs --domain: code books and ranges may not come from the records");
  if (values.epsilon === undefined)
    throw usageError("--domain goes with --epsilon, the promise for one patient");
  const [epsilon, delta] = [Number(values.epsilon), Number(values.delta)];
  if (!(epsilon > 0)) throw usageError("--epsilon must be a positive number");
  if (!(delta > 0 && delta < 1)) throw usageError("--delta lies between 0 and 1, well below 1 / patients");
  if (vouchedBy?.trim() === "") throw usageError("--domain-vouched-by takes a name");
  const read = await readDomain(domainFile);
  if (!values.quiet && read.domain.drafted !== undefined && vouchedBy !== undefined)
    console.error(
      `the domain is a draft, made ${read.domain.drafted}; ${vouchedBy} vouches that it is public`,
    );
  const report = await synthPrivateOmop(folder, {
    ...asked,
    ...read,
    epsilon,
    delta,
    entropy: cryptoEntropy(),
    ...(vouchedBy === undefined ? {} : { vouchedBy }),
  });
  if (values.report !== undefined) await writeFile(values.report, canonicalJson(report));
  const { privacy, charges, mostRows, domain, dependsOn, violations, findings } = report;
  output(values.json).result(report, [
    `(${privacy.epsilon}, ${privacy.delta})-differentially private against adding or removing one patient with all that is theirs`,
    `budget ${privacy.rhoMicro} micro-rho, ${charges.length} looks (${privacy.mechanism}); rows of one patient at most: ${Object.entries(
      mostRows,
    )
      .map(([table, most]) => `${table} ${most}`)
      .join(", ")}`,
    `domain ${domain.sha256}: ${domain.source ?? `drafted ${domain.drafted}`}${domain.vouchedBy === null ? "" : `, vouched for by ${domain.vouchedBy}`}`,
    "the promise depends on this:",
    ...dependsOn.map((line) => `  ${line}`),
    `${report.patients.written} patients in ${asked.out} (by the noisy counts there are about ${report.patients.estimated}); ${violations} violations, ${findings} findings`,
  ]);
  return violations === 0 && findings === 0 ? 0 : 1;
}
