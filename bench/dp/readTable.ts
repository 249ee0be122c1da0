import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import type { BenchTable } from "./benchTable.ts";
import { encodeColumn, type SchemaColumn, splitCsv } from "./encodeCsv.ts";
import { tables } from "./tables.ts";

/** Data sets are not part of the repository; they lie beside it. */
const FOLDER = join(repositoryRoot, "..", "shared", "data");

/** Whether the table's file is there. Throws Error for a name that is not in tables.ts. */
export function hasTable(name: string): boolean {
  return existsSync(join(FOLDER, `${specOf(name).file}.csv`));
}

/** Reads and codes a table of tables.ts. Throws Error when it is not there or a cell is not what its schema says. */
export function readTable(name: string): BenchTable {
  const spec = specOf(name);
  const path = join(FOLDER, spec.file);
  if (!hasTable(name)) throw new Error(`no ${spec.file}.csv in the shared data folder beside the repository`);
  const { names, rows } = splitCsv(readFileSync(`${path}.csv`, "utf8"));
  const { only } = spec;
  const kept =
    only === undefined ? rows : rows.filter((row) => row[names.indexOf(only.column)] === only.value);
  const schema = schemaOf(path).filter((column) => !spec.drop.includes(column.name));
  const columns = schema.map((column) => {
    const place = names.indexOf(column.name);
    if (place < 0) throw new Error(`${spec.file}.csv has no column ${column.name}`);
    return encodeColumn(
      column,
      kept.map((row) => row[place]!),
    );
  });
  const columnOf = (wanted: string): number => {
    const place = schema.findIndex((column) => column.name === wanted);
    if (place < 0) throw new Error(`${spec.file} has no column ${wanted}`);
    return place;
  };
  const target = columnOf(spec.target);
  return {
    names: schema.map((column) => column.name),
    sizes: columns.map(({ size }) => size),
    rows: kept.length,
    columns: columns.map(({ cells }) => cells),
    levels: schema.map((column, i) => ({
      ordered:
        column.type !== "categorical" ||
        column.ordered === true ||
        (spec.ordered ?? []).includes(column.name),
      missing: column.missing > 0 ? columns[i]!.size - 1 : null,
    })),
    task: {
      target,
      positive: schema[target]!.levels!.indexOf(spec.positive),
      without: spec.without.map(columnOf),
    },
  };
}

function specOf(name: string) {
  const spec = tables[name];
  if (spec === undefined)
    throw new Error(`there is no table ${name}; there are ${Object.keys(tables).join(", ")}`);
  return spec;
}

/** NAME.schema.json, or for Adult NAME-domain.json: every column is coded already, with so many levels. */
function schemaOf(path: string): readonly SchemaColumn[] {
  if (existsSync(`${path}.schema.json`))
    return (JSON.parse(readFileSync(`${path}.schema.json`, "utf8")) as { columns: SchemaColumn[] }).columns;
  const domain = JSON.parse(readFileSync(`${path}-domain.json`, "utf8")) as Record<string, number>;
  return Object.entries(domain).map(([name, size]) => ({
    name,
    type: "categorical",
    levels: Array.from({ length: size }, (_, level) => String(level)),
    missing: 0,
  }));
}
