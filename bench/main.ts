import { readdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Benchmark } from "./benchmark.ts";
import { machine } from "./machine.ts";

const FOLDER = new URL("./benchmarks/", import.meta.url);

/** Benchmarks by name: each file of bench/benchmarks exports `benchmark`. */
async function registry(): Promise<Map<string, Benchmark>> {
  const found = new Map<string, Benchmark>();
  for (const file of (await readdir(FOLDER)).sort()) {
    if (!/^\w+\.ts$/.test(file)) continue;
    const { benchmark } = (await import(new URL(file, FOLDER).href)) as { benchmark: Benchmark };
    found.set(file.replace(/\.ts$/, ""), benchmark);
  }
  return found;
}

/** `npm run bench -- NAME [--json] [ARG...]`: with --json the last line is one JSON object. */
async function main(): Promise<number> {
  const { values, positionals, tokens } = parseArgs({
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [name] = positionals;
  const benchmarks = await registry();
  const benchmark = name === undefined ? undefined : benchmarks.get(name);
  if (values.help === true || name === undefined || benchmark === undefined) {
    if (name !== undefined && benchmark === undefined) console.error(`There is no benchmark ${name}.`);
    console.log("npm run bench -- NAME [--json]\n");
    for (const [each, { what }] of benchmarks) console.log(`  ${each.padEnd(12)} ${what}`);
    return values.help === true ? 0 : 2;
  }
  const nameIndex = tokens.find((token) => token.kind === "positional")?.index ?? 0;
  const args = process.argv.slice(2).filter((arg, index) => index !== nameIndex && arg !== "--json");
  const command = `npm run bench -- ${[name, ...args].join(" ")}`;
  const where = machine();
  console.log(`${command}`);
  console.log(
    `${where.cpu}, ${where.cores} cores, ${where.memoryGiB} GiB, ${where.platform}, Node.js ${where.node}, load ${where.load1}\n`,
  );
  const startedAt = new Date().toISOString();
  const measurements = await benchmark.run(args, (line) => console.log(line));
  if (values.json === true)
    console.log(JSON.stringify({ benchmark: name, command, startedAt, machine: where, measurements }));
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
