import { randomBytes } from "node:crypto";
import { extname } from "node:path";
import { parseArgs } from "node:util";
import type { MechanismName, Neighbours } from "@symbolon/synth-worker/synthesis";
import { seedOf } from "./seedOf.ts";
import { usageError } from "./usageError.ts";

const ENGINES: readonly MechanismName[] = ["aim", "mst", "swift", "independent"];
const MOST_DRAWS = 100;

/** Where the records are: a file, or a table of a PostgreSQL server. */
export type SourceOptions =
  | { readonly kind: "file"; readonly file: string }
  | {
      readonly kind: "postgres";
      readonly url: string;
      readonly table: string;
      readonly statementSeconds: number;
    };

/** How a model is fitted. */
export type FitOptions = {
  readonly source: SourceOptions;
  readonly schemaFile: string;
  readonly epsilon: number;
  readonly delta: number;
  readonly engine: MechanismName;
  readonly relation: Neighbours["relation"];
  readonly target?: string;
  readonly workload?: readonly (readonly string[])[];
  readonly publicFile?: string;
};

/** What `symbolon synth` is asked to do, checked as far as it can be without looking at a file. */
export type SynthOptions = {
  /** A stored model, or what to fit one to. */
  readonly model: { readonly from: string } | FitOptions;
  readonly rows?: number;
  /** One name per draw. */
  readonly outs: readonly string[];
  readonly columns?: readonly string[];
  readonly where: readonly string[];
  readonly seed: Uint8Array;
  readonly modelFile?: string;
  readonly reportFile?: string;
  readonly json: boolean;
  readonly quiet: boolean;
};

/**
 * Reads the command line of `symbolon synth`; "help" when it was asked for, "incomplete" when it says neither what to read nor where to
 * write. Throws E1006 for an option that makes no sense, and as parseArgs does for one that does not exist.
 */
export function synthOptions(argv: readonly string[]): SynthOptions | "help" | "incomplete" {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      schema: { type: "string" },
      from: { type: "string" },
      table: { type: "string" },
      "statement-timeout": { type: "string", default: "600" },
      epsilon: { type: "string" },
      delta: { type: "string", default: "1e-9" },
      rows: { type: "string" },
      draws: { type: "string", default: "1" },
      engine: { type: "string", default: "aim" },
      target: { type: "string" },
      workload: { type: "string" },
      public: { type: "string" },
      columns: { type: "string" },
      where: { type: "string", multiple: true, default: [] },
      neighbours: { type: "string", default: "add-remove" },
      model: { type: "string" },
      report: { type: "string" },
      seed: { type: "string" },
      out: { type: "string", short: "o" },
    },
  });
  if (values.help) return "help";
  const { out, from } = values;
  const [source, ...others] = positionals;
  if (out === undefined || (source === undefined) === (from === undefined)) return "incomplete";
  if (others.length > 0) throw usageError("one file or database at a time");
  const draws = wholeNumber(values.draws, "--draws", MOST_DRAWS);
  return {
    model: source === undefined ? storedModel(from!, values) : fitOptions(source, values),
    outs: draws === 1 ? [out] : Array.from({ length: draws }, (_, i) => numbered(out, i + 1)),
    where: values.where,
    seed: values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed),
    json: values.json,
    quiet: values.quiet,
    ...(values.rows === undefined
      ? {}
      : { rows: wholeNumber(values.rows, "--rows", Number.MAX_SAFE_INTEGER) }),
    ...(values.columns === undefined
      ? {}
      : { columns: values.columns.split(",").map((name) => name.trim()) }),
    ...(values.model === undefined ? {} : { modelFile: values.model }),
    ...(values.report === undefined ? {} : { reportFile: values.report }),
  };
}

function storedModel(
  from: string,
  values: { readonly public?: string | undefined; readonly table?: string | undefined },
): { from: string } {
  if (values.public !== undefined)
    throw usageError("--public belongs to fitting; the model of --from is fitted");
  if (values.table !== undefined) throw usageError("--table belongs to a database; --from needs none");
  return { from };
}

function fitOptions(
  source: string,
  values: {
    readonly schema?: string | undefined;
    readonly table?: string | undefined;
    readonly "statement-timeout": string;
    readonly epsilon?: string | undefined;
    readonly delta: string;
    readonly engine: string;
    readonly target?: string | undefined;
    readonly workload?: string | undefined;
    readonly public?: string | undefined;
    readonly neighbours: string;
  },
): FitOptions {
  if (values.schema === undefined)
    throw usageError("--schema is needed: ranges and code books may not come from the data");
  if (values.epsilon === undefined) throw usageError("--epsilon is needed");
  const engine = ENGINES.find((name) => name === values.engine);
  if (engine === undefined) throw usageError(`--engine is one of ${ENGINES.join(", ")}`);
  const { neighbours, target, workload } = values;
  if (neighbours !== "add-remove" && neighbours !== "replace")
    throw usageError("--neighbours is add-remove or replace");
  return {
    source: sourceOptions(source, values.table, values["statement-timeout"]),
    schemaFile: values.schema,
    epsilon: positive(values.epsilon, "--epsilon"),
    delta: positive(values.delta, "--delta"),
    engine,
    relation: neighbours,
    ...(target === undefined ? {} : { target }),
    ...(workload === undefined
      ? {}
      : { workload: workload.split(",").map((set) => set.split("*").map((name) => name.trim())) }),
    ...(values.public === undefined ? {} : { publicFile: values.public }),
  };
}

function sourceOptions(source: string, table: string | undefined, timeout: string): SourceOptions {
  if (!/^postgres(ql)?:\/\//i.test(source)) {
    if (table !== undefined) throw usageError("--table goes with postgres://..., not with a file");
    return { kind: "file", file: source };
  }
  if (table === undefined) throw usageError("--table names the table of the database");
  return {
    kind: "postgres",
    url: source,
    table,
    statementSeconds: wholeNumber(timeout, "--statement-timeout", 1_000_000),
  };
}

/** out.csv becomes out.1.csv. */
function numbered(path: string, draw: number): string {
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}.${draw}${ending}`;
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!(value > 0)) throw usageError(`${name} must be a positive number`);
  return value;
}

function wholeNumber(text: string, name: string, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > most)
    throw usageError(`${name} must be a whole number from 1${most < 1e9 ? ` to ${most}` : ""}`);
  return value;
}
