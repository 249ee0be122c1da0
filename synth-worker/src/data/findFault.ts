import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import type { FineDomain } from "../tabular/coding/fineDomain.ts";
import { type CodedCell, FAULT } from "./codedCell.ts";
import type { SqlEngine, SqlTable } from "./sqlTableSource.ts";
import { trimmedText } from "./trimmedText.ts";

/**
 * One scan that counts the cells the schema does not allow; the first column with any is refused with one such cell: E1008 empty,
 * E1003 not a number, E1002 unknown level; E1007 when there are no records. A table without an order has no row numbers, so the
 * message then says how many such cells there are.
 */
export async function findFault(
  engine: SqlEngine,
  table: SqlTable,
  schema: SynthSchema,
  domain: FineDomain,
  cells: readonly CodedCell[],
): Promise<void> {
  const { dialect } = engine;
  const patient = schema.patient === undefined ? null : trimmedText(dialect, schema.patient);
  const inner = [...cells.map(({ cell }) => cell), ...(patient === null ? [] : [`${patient} AS who`])].join(
    ", ",
  );
  const conditions = [
    ...cells.map((cell) => `${cell.code(null)} = ${FAULT}`),
    ...(patient === null ? [] : ["who IS NULL OR who = ''"]),
  ];
  const sums = conditions.map((condition, i) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS b${i}`);
  const [answer] = await engine.query(
    `SELECT COUNT(*) AS n, ${sums.join(", ")} FROM (SELECT ${inner} FROM ${table.from}) cells`,
  );
  if (Number(answer?.[0] ?? 0) === 0) throw new SymbolonError("E1007", { file: table.from });
  const faulty = conditions.findIndex((_, i) => Number(answer?.[i + 1] ?? 0) > 0);
  if (faulty < 0) return;
  const number = Number(answer?.[faulty + 1]);
  const cell = cells[faulty];
  const column = domain.columns[faulty];
  const shown = cell === undefined ? "who" : cell.shown;
  const rowNumber = table.rowNumber === undefined ? "" : `, ${table.rowNumber} AS r`;
  const rows = await engine.query(
    `SELECT ${shown} AS shown, CASE WHEN ${cell?.empty ?? "1 = 1"} THEN 1 ELSE 0 END AS e` +
      `${rowNumber === "" ? "" : ", r"} FROM (SELECT ${inner}${rowNumber} FROM ${table.from}) cells ` +
      `WHERE ${conditions[faulty]}${rowNumber === "" ? "" : " ORDER BY r"} LIMIT 1`,
  );
  const [value, isEmpty, row] = rows[0] ?? [];
  const details = {
    row: row === undefined ? `one of ${number}` : Number(row),
    column: column?.name ?? schema.patient ?? "",
  };
  if (column === undefined || Number(isEmpty) === 1) throw new SymbolonError("E1008", details);
  const text = String(value).slice(0, 40);
  if (column.kind === "number") throw new SymbolonError("E1003", { ...details, value: text });
  const levels = column.labels.filter((label) => label !== null).join(", ");
  throw new SymbolonError("E1002", { ...details, value: text, levels });
}
