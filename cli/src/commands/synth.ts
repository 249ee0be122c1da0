import { readFile, writeFile } from "node:fs/promises";
import { parseSynthDocument } from "@symbolon/synth-worker/synthesis";
import { describeRelease } from "../shared/describeRelease.ts";
import { output } from "../shared/output.ts";
import { describeDraws } from "../synth/describeDraws.ts";
import { fitModel } from "../synth/fitModel.ts";
import { highFidelity } from "../synth/highFidelity.ts";
import { omopPatients } from "../synth/omopPatients.ts";
import { privatePatients } from "../synth/privatePatients.ts";
import { synthOptions } from "../synth/synthOptions.ts";
import { SYNTH_USAGE } from "../synth/synthUsage.ts";
import { writeDraws } from "../synth/writeDraws.ts";

/** The line that goes with a single file. */
const ONE_FILE =
  "Standard errors computed from this one file leave out the privacy noise and are too small (anti-conservative): --draws 5 writes files to combine.";

/**
 * `symbolon synth`: fits a private model to a file or a database's table, writes rows of it, or several draws, and reports what was
 * spent; or writes more rows of a stored model. Needs no chain, gateway or key. Returns the exit code; throws E1001 to E1008 for files,
 * tables and schemas, E3009 for a budget that covers nothing.
 */
export async function synth(argv: string[]): Promise<number> {
  if (argv.includes("--omop")) return await (isPrivate(argv) ? privatePatients(argv) : omopPatients(argv));
  if (isHighFidelity(argv)) return await highFidelity(argv);
  const options = synthOptions(argv);
  if (options === "help" || options === "incomplete") {
    console.log(SYNTH_USAGE);
    return options === "help" ? 0 : 2;
  }
  const say = (text: string) => {
    if (!options.quiet) console.error(text);
  };
  const startMs = performance.now();
  const { document, charges, cohort } =
    "from" in options.model
      ? {
          document: parseSynthDocument(JSON.parse(await readFile(options.model.from, "utf8"))),
          charges: null,
          cohort: null,
        }
      : await fitModel(options.model, say);
  const fitSeconds = (performance.now() - startMs) / 1000;
  if (options.modelFile !== undefined) await writeFile(options.modelFile, JSON.stringify(document));

  const rows = options.rows ?? Math.max(1, Math.round(document.model.total));
  const written = await writeDraws(document, rows, options, say);
  const draws = options.outs.length;
  const { combining, lines } =
    written.combined === null
      ? { combining: null, lines: [ONE_FILE] }
      : describeDraws(written.combined, draws, rows);
  const { lines: released, ...release } = describeRelease(document, charges, cohort);
  const report = {
    ...release,
    lines: [...released, ...lines],
    rows,
    out: options.outs[0],
    seed: Buffer.from(options.seed).toString("hex"),
    files: written.files,
    combining,
    where: options.where,
    violations: written.violations,
    fitSeconds,
    totalSeconds: (performance.now() - startMs) / 1000,
  };
  if (options.reportFile !== undefined) await writeFile(options.reportFile, JSON.stringify(report, null, 2));
  const where =
    draws === 1 ? `in ${options.outs[0]}` : `in each of ${options.outs[0]} to ${options.outs.at(-1)}`;
  output(options.json).result(report, [
    ...report.lines,
    `${rows} rows ${where}; ${written.violations} violations of the schema's rules; ${report.totalSeconds.toFixed(1)} s`,
  ]);
  return written.violations === 0 ? 0 : 1;
}

/** Whole patients with a promise: whoever names one of its two halves is told of the other. */
function isPrivate(argv: readonly string[]): boolean {
  return argv.some((word) => /^--(domain|epsilon)(=|$)/.test(word));
}

function isHighFidelity(argv: readonly string[]): boolean {
  return argv.includes("--engine=high-fidelity") || argv[argv.indexOf("--engine") + 1] === "high-fidelity";
}
