import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SynthSchema } from "@symbolon/protocol";
import { cryptoEntropy, writeRows } from "@symbolon/synth-worker/files";
import { memoryCountSource } from "@symbolon/synth-worker/memory-count-source";
import {
  fineDomain,
  fitTable,
  generateTable,
  type SynthDocument,
  violations,
} from "@symbolon/synth-worker/synthesis";
import type { Benchmark } from "../benchmark.ts";
import { seededBytes } from "../dp/seededBytes.ts";

const RECORDS = 20_000;

/** A cohort with what costs time: code books, wide numbers, missing values, an inequality. */
const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "bench",
  columns: [
    { name: "sex", kind: "categorical", levels: ["f", "m"] },
    { name: "stage", kind: "categorical", levels: ["I", "II", "III", "IV"], ordered: true, missing: true },
    { name: "site", kind: "categorical", levels: Array.from({ length: 20 }, (_, i) => `site ${i}`) },
    { name: "age", kind: "number", min: 18, max: 99, integer: true },
    { name: "size", kind: "number", min: 0, max: 120, decimals: 1, missing: true },
    { name: "marker", kind: "number", min: 0.1, max: 5000, decimals: 2, scale: "log" },
    { name: "relapse", kind: "number", min: 0, max: 7000, integer: true },
    { name: "death", kind: "number", min: 0, max: 7000, integer: true },
    { name: "status", kind: "categorical", levels: ["0", "1"] },
    { name: "arm", kind: "categorical", levels: ["A", "B", "C"] },
  ],
  constraints: [{ kind: "inequality", low: "relapse", high: "death" }],
});

/** Seconds and memory of writing many rows of a stored model: sampling, decoding, checking and the file, in one process. */
export const benchmark: Benchmark = {
  what: "10 million rows of a stored model to CSV and Parquet: time, memory (--quick: 300,000; --rows N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: "boolean", default: false }, rows: { type: "string" } },
    });
    const rows = Number(values.rows ?? (values.quick ? 300_000 : 10_000_000));
    if (!Number.isSafeInteger(rows) || rows < 1) throw new Error("--rows is a whole number from 1");
    const document = await makeModel();
    const startRssMiB = Math.round(process.memoryUsage.rss() / 2 ** 20);
    print(
      `model made; ${startRssMiB} MiB in use. ${rows.toLocaleString("en")} rows of ${schema.columns.length} columns:`,
    );
    const folder = await mkdtemp(join(tmpdir(), "symbolon-bench-"));
    try {
      const csv = await measure(document, rows, join(folder, "rows.csv"), print);
      const parquet = await measure(document, rows, join(folder, "rows.parquet"), print);
      return { rows, columns: schema.columns.length, startRssMiB, csv, parquet };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(document: SynthDocument, rows: number, file: string, print: (line: string) => void) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let peakRss = 0;
  const watch = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, 50);
  let broken = 0;
  const blocks = function* () {
    for (const block of generateTable(document, { rows, seed: new Uint8Array(32).fill(1) })) {
      broken += violations(document.schema, block).total;
      yield block;
    }
  };
  try {
    const written = await writeRows(file, blocks(), () => {
      peakRss = Math.max(peakRss, process.memoryUsage.rss());
    });
    const used = process.cpuUsage(cpu);
    const figures = {
      rows: written,
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      peakRssMiB: Math.round(peakRss / 2 ** 20),
      fileMiB: Math.round((await stat(file)).size / 2 ** 20),
      violations: broken,
    };
    const rate = Math.round(written / figures.seconds / 1000);
    print(
      `${file.replace(/.*\./, "").padEnd(8)} ${figures.seconds.toFixed(1)} s, ${figures.cpuSeconds.toFixed(1)} CPU-s, ${rate},000 rows/s, ` +
        `${figures.fileMiB} MiB file, peak ${figures.peakRssMiB} MiB, ${broken} violations`,
    );
    return figures;
  } finally {
    clearInterval(watch);
  }
}

/** A model of invented records: what is measured does not depend on what it learned. */
async function makeModel(): Promise<SynthDocument> {
  const domain = fineDomain(schema);
  const bytes = seededBytes(7, "stream").bytes(RECORDS * domain.columns.length * 2);
  const columns = domain.sizes.map((size, c) =>
    Uint16Array.from({ length: RECORDS }, (_, row) => {
      const at = 2 * (row * domain.columns.length + c);
      const random = (bytes[at]! + 256 * bytes[at + 1]!) % size;
      // A quarter of what all columns share, so that there are tables worth measuring.
      return Math.floor((3 * random + ((row % 64) * size) / 64) / 4);
    }),
  );
  // Times in order, as the schema says.
  const [low, high] = ["relapse", "death"].map((name) =>
    domain.columns.findIndex((one) => one.name === name),
  );
  for (let row = 0; row < RECORDS; row++)
    if (columns[low!]![row]! > columns[high!]![row]!) columns[low!]![row] = columns[high!]![row]!;
  const source = memoryCountSource({ sizes: domain.sizes, rows: RECORDS, columns });
  const { document } = await fitTable(
    {
      counts: () => source,
      keys: () => ({ keys: async () => new Map() }),
    },
    schema,
    { epsilon: 1, delta: 1e-9, mechanism: "mst", entropy: cryptoEntropy() },
  );
  return document;
}
