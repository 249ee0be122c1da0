import type { SynthSchema } from "@symbolon/protocol";
import type { CountRequest } from "../privacy/countRequest.ts";
import type { CountSource } from "../privacy/countSource.ts";
import type { FineDomain } from "../tabular/coding/fineDomain.ts";
import type { TableSource } from "../tabular/tables/fitTable.ts";
import { boundedRecords } from "./boundedRecords.ts";
import { type CodedCell, codedCell, FAULT } from "./codedCell.ts";
import type { SqlDialect } from "./dialects/sqlDialect.ts";
import { findFault } from "./findFault.ts";
import { foldCounts } from "./foldCounts.ts";
import { levelsUnder, sqlCounts } from "./sqlCounts.ts";
import { trimmedText } from "./trimmedText.ts";

/** A database: its words, and a way to ask it. `query` answers rows as arrays in the order selected. */
export type SqlEngine = {
  readonly dialect: SqlDialect;
  query(sql: string): Promise<readonly (readonly unknown[])[]>;
  /**
   * Keeps the result of a SELECT of small whole numbers for the time of the release and answers its name. Without it every count codes the
   * records anew, which needs no right to write.
   */
  materialise?(select: string): Promise<string>;
};

/** What to count: a table or expression for FROM (quoted by the caller), and which of its columns are numbers already. */
export type SqlTable = {
  readonly from: string;
  readonly numeric?: ReadonlySet<string>;
  /** Expression of a record's number from 1, where records have an order; only for messages about faults. */
  readonly rowNumber?: string;
};

/** Counts that can be asked for together: as few scans as the database allows. */
export type SqlCountSource = Required<CountSource>;

/** A TableSource whose counts can be asked for together. */
export type SqlTableSource = Pick<TableSource, "keys"> & { counts(domain: FineDomain): SqlCountSource };

/** The most cells of one table of counts. */
const MOST_CELLS = 67_108_864;
const MOST_FOLDED = 65_536;

/**
 * Counts of a table inside a database (DuckDB, PostgreSQL, Trino, Spark, ClickHouse): the SQL text does binning, code books and the bound
 * on records per patient, so that only counts come back. Before the first count every cell is checked, which throws E1002, E1003 or E1008
 * for what the schema does not allow, E1007 for no records; nothing is dropped silently. RangeError for requests that do not fit.
 */
export function sqlTableSource(engine: SqlEngine, table: SqlTable, schema: SynthSchema): SqlTableSource {
  const { dialect } = engine;
  const records = boundedRecords(dialect, table.from, schema);
  return {
    counts: (domain) => countSource(engine, table, schema, domain, records),
    keys: (column, known) => ({
      async keys() {
        const text = trimmedText(dialect, column);
        const who = schema.patient === undefined ? null : trimmedText(dialect, schema.patient);
        const skip = ["", ...known].map((level) => dialect.literal(level)).join(", ");
        const rows = await engine.query(
          `SELECT k, COUNT(${who === null ? "*" : "DISTINCT p"}) AS n FROM (SELECT ${text} AS k` +
            `${who === null ? "" : `, ${who} AS p`} FROM ${records}) keyed WHERE k NOT IN (${skip}) GROUP BY k`,
        );
        return new Map(rows.map(([key, count]) => [String(key), Number(count)]));
      },
    }),
  };
}

function countSource(
  engine: SqlEngine,
  table: SqlTable,
  schema: SynthSchema,
  domain: FineDomain,
  records: string,
): SqlCountSource {
  const { dialect } = engine;
  const cells = domain.columns.map((column, i) =>
    codedCell(dialect, column, {
      source: dialect.identifier(column.name),
      name: `v${i}`,
      isNumeric: table.numeric?.has(column.name) ?? false,
    }),
  );
  let opened:
    | Promise<{ from: string; coded: (column: number) => Pick<CodedCell, "cell" | "code"> }>
    | undefined;
  const open = async () => {
    const refuse = () => findFault(engine, table, schema, domain, cells);
    if (engine.materialise === undefined) {
      await refuse();
      return { from: records, coded: (column: number) => cells[column]! };
    }
    const who = schema.patient === undefined ? null : trimmedText(dialect, schema.patient);
    const inner = [...cells.map(({ cell }) => cell), ...(who === null ? [] : [`${who} AS who`])].join(", ");
    const codes = cells.map((cell, i) => `${cell.code(null)} AS f${i}`);
    if (who !== null) codes.push(`CASE WHEN who IS NULL OR who = '' THEN ${FAULT} ELSE 0 END AS who`);
    const from = await engine.materialise(
      `SELECT ${codes.join(", ")} FROM (SELECT ${inner} FROM ${records}) cells`,
    );
    // A look at the codes tells whether a scan for faults is needed at all.
    const least = [...cells.map((_, i) => `f${i}`), ...(who === null ? [] : ["who"])];
    const [answer] = await engine.query(
      `SELECT ${least.map((name) => `MIN(${name})`).join(", ")} FROM ${from}`,
    );
    if (!answer?.every((value) => value !== null && Number(value) >= 0)) await refuse();
    return { from, coded: (column: number) => kept(dialect, `f${column}`) };
  };
  const countAll = async (requests: readonly CountRequest[]): Promise<Float64Array[]> => {
    for (const request of requests) check(domain, request);
    opened ??= open();
    const { from, coded } = await opened;
    const asked =
      engine.materialise === undefined ? requests : requests.map((each) => unfolded(domain, each));
    const out: Float64Array[] = [];
    for (let start = 0; start < asked.length; start += dialect.setsPerScan) {
      const some = asked.slice(start, start + dialect.setsPerScan);
      const answers = await scan(engine, domain, some, coded, from);
      answers.forEach((counts, i) => {
        const request = requests[start + i]!;
        out.push(some[i] === request ? counts : foldCounts(domain, request, counts));
      });
    }
    return out;
  };
  return {
    sizes: domain.sizes,
    countAll,
    count: async (columns, maps) => (await countAll([{ columns, maps }]))[0]!,
  };
}

/** Few fine cells are counted as they are and folded here: a bare column is several times faster to group by than a look-up. */
function unfolded(domain: FineDomain, request: CountRequest): CountRequest {
  const cells = request.columns.reduce((product, column) => product * domain.sizes[column]!, 1);
  if (cells > MOST_FOLDED || request.maps.every((map) => map === null)) return request;
  return { columns: request.columns, maps: request.maps.map(() => null) };
}

/** Cells that are fine levels already. */
function kept(dialect: SqlDialect, name: string): Pick<CodedCell, "cell" | "code"> {
  return {
    cell: name,
    code: (map) => (map === null ? name : dialect.lookup(name, Array.from(map))),
  };
}

async function scan(
  engine: SqlEngine,
  domain: FineDomain,
  requests: readonly CountRequest[],
  coded: (column: number) => Pick<CodedCell, "cell" | "code">,
  from: string,
): Promise<Float64Array[]> {
  // Equal sets would come back as one, so each is asked once.
  const names = requests.map(({ columns, maps }) =>
    JSON.stringify([columns, maps.map((map) => map && [...map])]),
  );
  const distinct = requests.filter((_, i) => names.indexOf(names[i]!) === i);
  const { sql, keys } = sqlCounts(engine.dialect, distinct, coded, from);
  const width = Math.max(-1, ...keys.flat()) + 1;
  const bySet = new Map(keys.map((set, i) => [[...new Set(set)].sort((a, b) => a - b).join(" "), i]));
  const shapes = distinct.map(({ columns, maps }) =>
    columns.map((column, i) => levelsUnder(domain, column, maps[i] ?? null)),
  );
  const tables = shapes.map((shape) => new Float64Array(shape.reduce((product, size) => product * size, 1)));
  for (const row of await engine.query(sql)) {
    const present: number[] = [];
    for (let place = 0; place < width; place++)
      if (row[place] !== null && row[place] !== undefined) present.push(place);
    const i = distinct.length === 1 ? 0 : bySet.get(present.join(" "));
    if (i === undefined) throw new RangeError("the database answered a set that was not asked for");
    const cell = keys[i]!.reduce((index, place, axis) => {
      const level = Number(row[place]);
      const size = shapes[i]![axis]!;
      if (!(level >= 0 && level < size)) throw new RangeError("the records changed while they were counted");
      return index * size + level;
    }, 0);
    tables[i]![cell]! += Number(row[width]);
  }
  return names.map((name) => tables[[...new Set(names)].indexOf(name)]!);
}

function check(domain: FineDomain, { columns, maps }: CountRequest): void {
  if (columns.length !== maps.length || columns.length === 0)
    throw new RangeError("at least one column, and a map or null for each");
  if (new Set(columns).size !== columns.length) throw new RangeError("a column repeats");
  for (const [i, column] of columns.entries()) {
    const size = domain.sizes[column];
    if (size === undefined) throw new RangeError(`there is no column ${column}`);
    if ((maps[i]?.length ?? size) !== size)
      throw new RangeError(`a map of ${maps[i]?.length} levels for the ${size} of column ${column}`);
  }
  const total = columns.reduce(
    (product, column, i) => product * levelsUnder(domain, column, maps[i] ?? null),
    1,
  );
  if (total > MOST_CELLS) throw new RangeError(`${total} cells to count; at most ${MOST_CELLS}`);
}
