import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  canonicalJson,
  digestOfDocument,
  EvaluationReport,
  RELEASE_CLASSES,
  type ReleaseClass,
  renderEvaluation,
  SymbolonError,
} from "@symbolon/protocol";
import { muFor } from "@symbolon/synth-worker/accounting";
import { type EvaluationOptions, evaluateMixed, splitByPosition } from "@symbolon/synth-worker/evaluation";
import { readMixedTables, readSchemaFile } from "@symbolon/synth-worker/files";
import { evaluationTasks } from "../shared/evaluationTasks.ts";
import { output } from "../shared/output.ts";

/** What `symbolon evaluate --help` prints. */
export const EVALUATE_USAGE = `symbolon evaluate: how alike, how useful, how private a synthetic file is, without a chain

  symbolon evaluate REAL.csv SYNTHETIC.csv --holdout H.csv -o report.html

  REAL            the records that the synthetic file was made from
  --holdout FILE  records of the same kind that were NOT used; without them privacy is not judged
  --schema FILE   what the columns are (the forms that symbolon synth takes); else read from the files
  --target COLUMN what a model should predict (default: by the schema's role, else the last category)
  --survival TIME,EVENT[,LEVEL]   follow-up time and event; repeat for several (default: by the schema's roles)
  --class private|high-fidelity|unknown   how the file was made: its limits (default unknown, the strict ones)
  --epsilon E --delta D   the promise that a private file was made with (delta default 1e-9)
  --rounded       coarse figures and no small cells: what may leave a hospital
  -o, --out FILE  the report, one HTML file; --report FILE the same as canonical JSON
  --json          prints the verdict as JSON; --quiet no progress

Exit code 0: passed, 1: not passed.`;

/**
 * `symbolon evaluate`: compares a synthetic file with the records it was made from and with held-out ones, and writes the report. Needs no chain,
 * gateway or key; the same files and options give the same report, byte for byte. Returns the exit code; throws E1001 to E1008 for files and
 * schemas.
 */
export async function evaluate(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      rounded: { type: "boolean", default: false },
      holdout: { type: "string" },
      schema: { type: "string" },
      target: { type: "string" },
      survival: { type: "string", multiple: true, default: [] },
      class: { type: "string" },
      epsilon: { type: "string" },
      delta: { type: "string", default: "1e-9" },
      report: { type: "string" },
      out: { type: "string", short: "o" },
    },
  });
  const [training, synthetic] = positionals;
  if (values.help || training === undefined || synthetic === undefined) {
    console.log(EVALUATE_USAGE);
    return values.help ? 0 : 2;
  }
  const proof = values.epsilon === undefined ? undefined : proofOf(values.epsilon, values.delta);
  const releaseClass = releaseClassOf(values.class, proof !== undefined);
  const schema = values.schema === undefined ? undefined : (await readSchemaFile(values.schema)).schema;
  const files = await readMixedTables({ training, synthetic, holdout: values.holdout }, schema);
  const say = (line: string) => {
    if (!values.quiet) console.error(line);
  };
  for (const { column, reason } of files.leftOut) say(`left out: ${column} (${reason})`);
  const [seen, unseen] =
    files.holdout === null
      ? splitByPosition(files.training.table)
      : [files.training.table, files.holdout.table];
  const label = ({ name, sha256 }: { name: string; sha256: `0x${string}` }) => ({ name, sha256 });
  const half = (which: string) => ({ name: `${files.training.name}, ${which} half`, sha256: null });
  const options: EvaluationOptions = {
    labels: {
      synthetic: label(files.synthetic),
      training: files.holdout === null ? half("one") : label(files.training),
      holdout: files.holdout === null ? half("other") : label(files.holdout),
    },
    releaseClass,
    disclosure: values.rounded ? "rounded" : "exact",
    isHeldOut: files.holdout !== null,
    proof,
    utility: evaluationTasks({ target: values.target, survival: values.survival }, schema, seen),
    progress: (what, share) => say(`  ${Math.round(share * 100)} %  ${what}`),
  };
  const report = EvaluationReport.parse(
    evaluateMixed({ synthetic: files.synthetic.table, training: seen, holdout: unseen }, options),
  );
  if (values.report !== undefined) await writeFile(values.report, canonicalJson(report));
  if (values.out !== undefined) await writeFile(values.out, renderEvaluation(report));
  const { verdict } = report;
  const digest = digestOfDocument(report);
  output(values.json).result({ digest, ...verdict, out: values.out ?? null, report: values.report ?? null }, [
    ...verdict.checks.map(
      ({ passed, what, value, sense, limit }) =>
        `${passed ? "ok  " : "FAIL"}  ${what}: ${value === null ? "not known" : String(Math.round(value * 1e4) / 1e4)} (${sense} ${limit})`,
    ),
    "",
    verdict.words,
    `${verdict.passed ? "passed" : "not passed"}; report ${digest}${values.out === undefined ? "" : ` in ${values.out}`}`,
  ]);
  return verdict.passed ? 0 : 1;
}

function proofOf(epsilonText: string, deltaText: string): EvaluationOptions["proof"] {
  const [epsilon, delta] = [Number(epsilonText), Number(deltaText)];
  if (!(epsilon > 0 && epsilon <= 1000 && delta > 0 && delta < 1))
    throw usage("--epsilon lies between 0 and 1000, --delta between 0 and 1");
  return { epsilon, delta, mu: muFor(epsilon, delta) };
}

function releaseClassOf(text: string | undefined, isProved: boolean): ReleaseClass {
  const given = text ?? (isProved ? "private" : "unknown");
  const found = RELEASE_CLASSES.find((name) => name === given);
  if (found === undefined) throw usage(`--class is one of ${RELEASE_CLASSES.join(", ")}`);
  if ((found === "private") !== isProved) throw usage("--epsilon and the class private belong together");
  return found;
}

function usage(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "command", reason });
}
