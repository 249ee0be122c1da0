import { parseArgs } from "node:util";
import { SynthSchema } from "@symbolon/protocol";
import { type DuckDb, openDuckDb, sqlTableSource } from "@symbolon/synth-worker/files";
import { fineDomain } from "@symbolon/synth-worker/synthesis";
import type { Benchmark } from "../benchmark.ts";
import { median } from "../median.ts";

/** Levels of the columns: the first five are text, the others whole numbers. */
const LEVELS = [10, 12, 15, 20, 30, 10, 16, 20, 25, 30];
const TEXT_COLUMNS = 5;
const MEMORY_MIB = 512;

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "bench",
  columns: LEVELS.map((levels, c) =>
    c < TEXT_COLUMNS
      ? { name: `c${c}`, kind: "categorical", levels: Array.from({ length: levels }, (_, i) => `level ${i}`) }
      : { name: `c${c}`, kind: "number", min: 0, max: levels - 1, integer: true },
  ),
});

/** Seconds and memory of counting a table that is too large for memory, inside DuckDB. */
export const benchmark: Benchmark = {
  what: "counting a table of 50 million records: one 3-way, all 1-ways (--quick: 1 million; --rows N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: "boolean", default: false }, rows: { type: "string" } },
    });
    const rows = Number(values.rows ?? (values.quick ? 1_000_000 : 50_000_000));
    if (!Number.isSafeInteger(rows) || rows < 1) throw new Error("--rows is a whole number from 1");
    const engine = await openDuckDb({ memoryMiB: MEMORY_MIB });
    try {
      return await measure(engine, rows, print);
    } finally {
      await engine.close();
    }
  },
};

async function measure(engine: DuckDb, rows: number, print: (line: string) => void) {
  const makeSeconds = await seconds(() => makeRecords(engine, rows));
  const [size] = await engine.query("SELECT used_blocks * block_size FROM pragma_database_size()");
  const recordsMiB = Math.round(Number(size?.[0]) / 2 ** 20);
  print(
    `${rows.toLocaleString("en")} records, ${LEVELS.length} columns: made in ${makeSeconds.toFixed(1)} s, ${recordsMiB} MiB on disk`,
  );
  const table = { from: "records", numeric: new Set(LEVELS.map((_, c) => `c${c}`).slice(TEXT_COLUMNS)) };
  const domain = fineDomain(schema);
  const oneWays = LEVELS.map((_, c) => ({ columns: [c], maps: [null] }));

  // Coded once, as a release does: the first count pays for checking and coding every cell.
  const kept = sqlTableSource(engine, table, schema).counts(domain);
  const codingSeconds = await seconds(() => kept.count([0], [null]));
  const threeWaySeconds = await medianSeconds(() => kept.count([2, 3, 8], [null, null, null]));
  const coarse = [4, 9].map((c) => Uint16Array.from({ length: LEVELS[c]! }, (_, level) => level >> 2));
  const coarseSeconds = await medianSeconds(() => kept.count([4, 8, 9], [coarse[0]!, null, coarse[1]!]));
  const oneWaysSeconds = await medianSeconds(() => kept.countAll(oneWays));
  print(`codes checked and kept: ${codingSeconds.toFixed(1)} s, then`);
  print(`  a 3-way of 15 x 20 x 25 cells          ${threeWaySeconds.toFixed(2)} s`);
  print(`  a 3-way on coarse levels, 8 x 25 x 8   ${coarseSeconds.toFixed(2)} s`);
  print(`  all ${LEVELS.length} 1-ways                         ${oneWaysSeconds.toFixed(2)} s`);

  // As on a database without the right to write: every statement codes the records it reads.
  const readOnly = { query: engine.query, dialect: { ...engine.dialect, setsPerScan: 16 } };
  const bare = sqlTableSource(readOnly, table, schema).counts(domain);
  const checkSeconds = await seconds(() => bare.count([5], [null]));
  const bareThreeWaySeconds = await seconds(() => bare.count([2, 3, 8], [null, null, null]));
  const bareOneWaysSeconds = await seconds(() => bare.countAll(oneWays));
  print(
    `nothing kept: check and one 1-way ${checkSeconds.toFixed(1)} s, 3-way ${bareThreeWaySeconds.toFixed(2)} s, all 1-ways in one scan ${bareOneWaysSeconds.toFixed(2)} s`,
  );
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  print(`peak memory of the process ${peakRssMiB} MiB (DuckDB's limit ${MEMORY_MIB} MiB)`);
  return {
    rows,
    columns: LEVELS.length,
    makeSeconds,
    recordsMiB,
    codingSeconds,
    threeWaySeconds,
    coarseThreeWaySeconds: coarseSeconds,
    oneWaysSeconds,
    bareCheckSeconds: checkSeconds,
    bareThreeWaySeconds,
    bareOneWaysSeconds,
    memoryLimitMiB: MEMORY_MIB,
    peakRssMiB,
  };
}

/** Records with columns that depend on each other a little, made by DuckDB from hashes of the record's number. */
async function makeRecords(engine: DuckDb, rows: number): Promise<void> {
  await engine.run("SET preserve_insertion_order = false");
  const columns = LEVELS.map((levels, c) => {
    const level = `((hash(i * ${2 * c + 1}) % ${levels} + (i % 7) * ${c % 3}) % ${levels})`;
    return c < TEXT_COLUMNS ? `'level ' || ${level} AS c${c}` : `CAST(${level} AS INTEGER) AS c${c}`;
  });
  await engine.run(`CREATE TABLE records AS SELECT ${columns.join(", ")} FROM range(${rows}) r(i)`);
  await engine.run("CHECKPOINT");
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}

async function medianSeconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) times.push(await seconds(work));
  return median(times);
}
