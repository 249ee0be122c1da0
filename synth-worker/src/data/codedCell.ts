import { NUMBER_PATTERN } from "../tabular/coding/codeCell.ts";
import type { FineColumn } from "../tabular/coding/fineDomain.ts";
import type { SqlDialect } from "./dialects/sqlDialect.ts";
import { stepCase } from "./stepCase.ts";

/** Code of a cell the schema does not allow: counted, found and refused, never dropped. */
export const FAULT = -1;

/** SQL of one column: `cell` goes into an inner SELECT under the names `code` and `empty` then use. */
export type CodedCell = {
  readonly cell: string;
  /** Level of the cell after `map` (fine levels where null), FAULT where it has none. */
  code(map: ArrayLike<number> | null): string;
  /** Condition that the cell is empty. */
  readonly empty: string;
  /** Text of the cell, for a message. */
  readonly shown: string;
};

/**
 * A column's coding as SQL, cell for cell what codeCell does. `isNumeric`: the database holds it as a number, which is then not parsed
 * again (NaN counts as missing, infinities are faults); a code book is always compared as text. `name` is the inner SELECT's name.
 */
export function codedCell(
  dialect: SqlDialect,
  column: FineColumn,
  options: { readonly source: string; readonly name: string; readonly isNumeric: boolean },
): CodedCell {
  const { source, name } = options;
  const text = `TRIM(BOTH ' ' FROM ${dialect.text(source)})`;
  const levelOf = (level: number, map: ArrayLike<number> | null) => (map === null ? level : map[level]!);
  const whenEmpty = (map: ArrayLike<number> | null) => (column.missing ? levelOf(0, map) : FAULT);

  if (column.kind === "categorical") {
    const empty = `${name} IS NULL OR ${name} = ''`;
    return {
      cell: `${text} AS ${name}`,
      empty,
      shown: name,
      code(map) {
        const groups = new Map<number, string[]>();
        column.labels.forEach((label, level) => {
          if (label === null) return;
          const target = levelOf(level, map);
          groups.set(target, [...(groups.get(target) ?? []), dialect.literal(label)]);
        });
        const cases = [...groups].map(([target, labels]) =>
          labels.length === 1
            ? `WHEN ${name} = ${labels[0]} THEN ${target}`
            : `WHEN ${name} IN (${labels.join(", ")}) THEN ${target}`,
        );
        const other = column.other < 0 ? FAULT : levelOf(column.other, map);
        return `CASE WHEN ${empty} THEN ${whenEmpty(map)} ${cases.join(" ")} ELSE ${other} END`;
      },
    };
  }
  const first = column.missing ? 1 : 0;
  const steps = (map: ArrayLike<number> | null) =>
    stepCase(
      Array.from({ length: column.cuts.length - 1 }, (_, bin) => levelOf(bin + first, map)),
      (bin) => `${name} < ${dialect.number(column.cuts[bin]! / column.scale)}`,
    );
  if (options.isNumeric) {
    const value = dialect.double(source);
    const most = dialect.number(Number.MAX_VALUE);
    const empty = `${name} IS NULL`;
    return {
      cell: `CASE WHEN ${dialect.isNan(value)} THEN NULL ELSE ${value} END AS ${name}`,
      empty,
      shown: dialect.text(name),
      code: (map) =>
        `CASE WHEN ${empty} THEN ${whenEmpty(map)} WHEN ABS(${name}) > ${most} THEN ${FAULT} ELSE ${steps(map)} END`,
    };
  }
  const shown = `${name}t`;
  const empty = `${shown} IS NULL OR ${shown} = ''`;
  return {
    cell: `${text} AS ${shown}, ${dialect.parse(text, NUMBER_PATTERN)} AS ${name}`,
    empty,
    shown,
    code: (map) =>
      `CASE WHEN ${empty} THEN ${whenEmpty(map)} WHEN ${name} IS NULL THEN ${FAULT} ELSE ${steps(map)} END`,
  };
}
