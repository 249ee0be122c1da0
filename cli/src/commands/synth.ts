import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { cryptoEntropy, openTable, readSchemaFile, writeRows } from "@symbolon/synth-worker/files";
import {
  fitTable,
  generateTable,
  type MechanismName,
  parseSynthDocument,
  type SynthDocument,
  violations,
} from "@symbolon/synth-worker/synthesis";
import { describeRelease } from "../shared/describeRelease.ts";
import { output } from "../shared/output.ts";

const ENGINES: readonly MechanismName[] = ["aim", "mst", "swift", "independent"];

/** What a schema file turned out to be. */
const FORMS = {
  synth: "symbolon-synth-schema/1",
  dataset: "symbolon-schema/1",
  plain: "plain form",
  domain: "numbers of codes",
} as const;

/** What `symbolon synth --help` prints. */
export const SYNTH_USAGE = `symbolon synth: synthetic data from a file, differentially private, without a chain

  symbolon synth FILE.csv --schema S.json --epsilon 1 -o out.csv
  symbolon synth --from model.json --rows 100000 -o more.parquet       more rows, no further privacy cost

  --schema FILE       code books and public ranges (symbolon-synth-schema/1, symbolon-schema/1,
                      {columns: [{name, type, ...}]} or {column: number of codes})
  --epsilon E --delta D   the promise for one patient (delta default 1e-9)
  --rows N            rows to write (default: about as many as there are records, by the noisy count)
  --engine aim|mst|swift|independent   (default aim; swift above 60 columns)
  --target COLUMN     what a model will predict; --workload 'a*b,a*c*d' other relations that matter
  --columns a,b       columns of the output; --where 'stage=III' --where 'age>60' only such rows, exactly
  --neighbours add-remove|replace      what two neighbouring tables are (default add-remove)
  --model FILE        keep the model; --report FILE the report as JSON; --seed HEX 32 bytes, repeats the rows
  -o, --out FILE      .csv or .parquet; --json prints the report as JSON, --quiet no progress`;

/**
 * `symbolon synth`: fits a private model to a file, writes rows of it, and reports what was spent; or writes more rows of a
 * stored model. Needs no chain, gateway or key. Returns the exit code; throws E1001 to E1008 for files and schemas, E3009 for a budget that
 * covers nothing.
 */
export async function synth(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      quiet: { type: "boolean", default: false },
      schema: { type: "string" },
      from: { type: "string" },
      epsilon: { type: "string" },
      delta: { type: "string", default: "1e-9" },
      rows: { type: "string" },
      engine: { type: "string", default: "aim" },
      target: { type: "string" },
      workload: { type: "string" },
      columns: { type: "string" },
      where: { type: "string", multiple: true, default: [] },
      neighbours: { type: "string", default: "add-remove" },
      model: { type: "string" },
      report: { type: "string" },
      seed: { type: "string" },
      out: { type: "string", short: "o" },
    },
  });
  const [file] = positionals;
  if (values.help || values.out === undefined || (file === undefined) === (values.from === undefined)) {
    console.log(SYNTH_USAGE);
    return values.help ? 0 : 2;
  }
  const say = (line: string) => {
    if (!values.quiet) console.error(line);
  };
  const startMs = performance.now();
  const fitted =
    file === undefined
      ? { document: parseSynthDocument(JSON.parse(await readFile(values.from!, "utf8"))), charges: null }
      : await fit(file, values, say);
  const { document, charges } = fitted;
  const fitSeconds = (performance.now() - startMs) / 1000;
  if (values.model !== undefined) await writeFile(values.model, JSON.stringify(document));

  const rows =
    values.rows === undefined ? Math.max(1, Math.round(document.model.total)) : wholeNumber(values.rows);
  const seed = values.seed === undefined ? new Uint8Array(randomBytes(32)) : seedOf(values.seed);
  let broken = 0;
  const checked = function* () {
    const options = { rows, seed, where: values.where };
    for (const block of generateTable(document, options)) {
      broken += violations(document.schema, block).total;
      yield pick(block, values.columns?.split(","));
    }
  };
  await writeRows(values.out, checked(), (done) => say(`  ${done} of ${rows} rows`));
  const report = {
    ...describeRelease(document, charges),
    rows,
    out: values.out,
    seed: Buffer.from(seed).toString("hex"),
    where: values.where,
    violations: broken,
    fitSeconds,
    totalSeconds: (performance.now() - startMs) / 1000,
  };
  if (values.report !== undefined) await writeFile(values.report, JSON.stringify(report, null, 2));
  output(values.json).result(report, [
    ...report.lines,
    `${rows} rows in ${values.out}; ${broken} violations of the schema's rules; ${report.totalSeconds.toFixed(1)} s`,
  ]);
  return broken === 0 ? 0 : 1;
}

async function fit(
  file: string,
  values: {
    schema?: string | undefined;
    epsilon?: string | undefined;
    delta: string;
    engine: string;
    target?: string | undefined;
    workload?: string | undefined;
    neighbours: string;
  },
  say: (line: string) => void,
): Promise<{ document: SynthDocument; charges: Awaited<ReturnType<typeof fitTable>>["charges"] }> {
  if (values.schema === undefined)
    throw usage("--schema is needed: ranges and code books may not come from the data");
  if (values.epsilon === undefined) throw usage("--epsilon is needed");
  const { schema, form } = await readSchemaFile(values.schema);
  say(`schema ${schema.name} (${FORMS[form]}), ${schema.columns.length} columns`);
  const engine = ENGINES.find((name) => name === values.engine);
  if (engine === undefined) throw usage(`--engine is one of ${ENGINES.join(", ")}`);
  if (values.neighbours !== "add-remove" && values.neighbours !== "replace")
    throw usage("--neighbours is add-remove or replace");
  const source = await openTable(file, schema);
  try {
    return await fitTable(source, schema, {
      epsilon: positive(values.epsilon, "--epsilon"),
      delta: positive(values.delta, "--delta"),
      mechanism: engine,
      relation: values.neighbours,
      entropy: cryptoEntropy(),
      progress: ({ what, share }) => say(`  ${Math.round(share * 100)} %  ${what}`),
      ...(values.target === undefined ? {} : { target: values.target }),
      ...(values.workload === undefined
        ? {}
        : { workload: values.workload.split(",").map((set) => set.split("*").map((name) => name.trim())) }),
    });
  } finally {
    await source.close();
  }
}

function pick<T extends { readonly name: string }>(
  block: readonly T[],
  names: readonly string[] | undefined,
): T[] {
  return (names ?? block.map(({ name }) => name)).map((name) => {
    const found = block.find((column) => column.name === name.trim());
    if (found === undefined) throw usage(`--columns: there is no column ${name}`);
    return found;
  });
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!(value > 0)) throw usage(`${name} must be a positive number`);
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw usage("--rows must be a whole number from 1");
  return value;
}

function seedOf(text: string): Uint8Array {
  if (!/^(0x)?[0-9a-fA-F]{64}$/.test(text)) throw usage("--seed must be 32 bytes in hex");
  return new Uint8Array(Buffer.from(text.replace(/^0x/, ""), "hex"));
}

function usage(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "command", reason });
}
