import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { parseArgs } from "node:util";
import {
  canonicalJson,
  digestOfBytes,
  EvaluationReport,
  renderEvaluation,
  SymbolonError,
} from "@symbolon/protocol";
import { evaluateMixed, type MixedTable, splitAtRandom } from "@symbolon/synth-worker/evaluation";
import { readMixedTables, readSchemaFile, writeRows } from "@symbolon/synth-worker/files";
import type { ValueColumn } from "@symbolon/synth-worker/synthesis";
import { calibratedFile } from "@symbolon/synth-worker/trees";
import { evaluationTasks } from "../shared/evaluationTasks.ts";
import { output } from "../shared/output.ts";
import { seedOf } from "./seedOf.ts";
import { usageError } from "./usageError.ts";

const WARNING =
  "NOT differentially private: nothing is proved about this file. Attacks on it were tried, and the report says with what success.";

/**
 * `symbolon synth FILE --engine high-fidelity`: rows as like the records as attacks allow, without a privacy proof. A fifth of the records,
 * chosen at random, is kept out to calibrate and to judge; a file that no leaf size makes safe is not written. Returns the exit code: 0
 * written and passed, 1 not. Throws E1001 to E1008 for files and schemas.
 */
export async function highFidelity(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      engine: { type: "string" },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      schema: { type: "string" },
      rows: { type: "string" },
      target: { type: "string" },
      survival: { type: "string", multiple: true, default: [] },
      report: { type: "string" },
      seed: { type: "string" },
      out: { type: "string", short: "o" },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || values.out === undefined || others.length > 0)
    throw usageError("--engine high-fidelity takes one file and -o");
  const say = (line: string) => {
    if (!values.quiet) console.error(line);
  };
  say(WARNING);
  const schema = values.schema === undefined ? undefined : (await readSchemaFile(values.schema)).schema;
  const { training: read, leftOut } = await readMixedTables({ training: file, synthetic: file }, schema);
  for (const { column, reason } of leftOut) say(`left out: ${column} (${reason})`);
  const seed = values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed);
  const [holdout, training] = splitAtRandom(read.table, 0.2, seed);
  const tasks = evaluationTasks({ target: values.target, survival: values.survival }, schema, training);
  const rows = values.rows === undefined ? training.rows : Number(values.rows);
  if (!Number.isSafeInteger(rows) || rows < 1) throw usageError("--rows must be a whole number from 1");
  say(`${training.rows} records to learn from, ${holdout.rows} kept out`);
  const { leaf, tried, synthetic } = calibratedFile(
    { training, holdout },
    {
      rows,
      seed,
      survival: (tasks.survival ?? []).map(({ time, event, positive }) => ({ time, event, level: positive })),
      constraints: schema?.constraints ?? [],
    },
  );
  for (const trial of tried)
    say(
      `  leaf ${trial.leaf}: attack's AUC up to ${trial.aucHigh.toFixed(3)}, finds ${(100 * trial.tprAt1PercentFpr).toFixed(1)} % at 1 % false alarms: ${trial.passed ? "withstands" : "does not"}`,
    );
  const out = output(values.json);
  if (synthetic === null) {
    out.result({ passed: false, written: false, tried }, [
      "Nothing was written: whatever the leaf size, patients could be told from the file, or there are too few records to be sure.",
    ]);
    return 1;
  }
  // Under another name until it has passed.
  const unjudged = `${values.out}.unjudged${extname(values.out)}`;
  let report: EvaluationReport;
  try {
    await writeRows(unjudged, [synthetic.columns.map(valuesOf)]);
    const part = (name: string) => ({ name: `${read.name}, ${name}`, sha256: null });
    report = EvaluationReport.parse(
      evaluateMixed(
        { synthetic, training, holdout },
        {
          labels: {
            synthetic: { name: values.out, sha256: digestOfBytes(await readFile(unjudged)) },
            training: part("four fifths"),
            holdout: part("one fifth"),
          },
          releaseClass: "high-fidelity",
          disclosure: "exact",
          utility: tasks,
        },
      ),
    );
    if (report.verdict.passed) await rename(unjudged, values.out);
  } finally {
    // Also when nobody could judge it.
    await rm(unjudged, { force: true });
  }
  const { verdict } = report;
  if (values.report !== undefined) {
    const isHtml = values.report.endsWith(".html");
    await writeFile(values.report, isHtml ? renderEvaluation(report) : canonicalJson(report));
  }
  out.result(
    {
      passed: verdict.passed,
      written: verdict.passed,
      out: values.out,
      rows,
      leaf,
      tried,
      seed: Buffer.from(seed).toString("hex"),
      verdict,
    },
    [
      WARNING,
      verdict.words,
      ...verdict.checks.filter(({ passed }) => !passed).map(({ what, value }) => `FAIL  ${what}: ${value}`),
      verdict.passed ? `${rows} rows in ${values.out}, leaf ${leaf}` : "Nothing was written.",
    ],
  );
  return verdict.passed ? 0 : 1;
}

function valuesOf(column: MixedTable["columns"][number]): ValueColumn {
  const { name } = column;
  if (column.kind === "number") return column;
  const missing = column.levels.length;
  if (missing > 65_535) throw new SymbolonError("E1005", { file: name, reason: "it has too many levels" });
  return {
    name,
    kind: "categorical",
    labels: [...column.levels, null],
    codes: Uint16Array.from(column.codes, (code) => (code < 0 ? missing : code)),
  };
}
