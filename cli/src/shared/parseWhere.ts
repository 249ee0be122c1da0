import { type CohortCondition, type DatasetSchema, SymbolonError } from "@symbolon/protocol";

const CONDITION = /^\s*([a-z][a-z0-9_]*)\s*(>=|<=|!=|=|>|<)\s*(.+?)\s*$/;

/**
 * A cohort from conditions as one types them, all of which every row meets: `size=20-50`, `size=20-50|>50` (any of these levels),
 * `size!=>50`, `age>=60`, `age<70`; `age>59` and `age<=69` say the same of whole numbers. Several conditions on a column of numbers are
 * joined. Whether bounds are bin edges is checked with the order. Throws E1006 for what cannot be read or does not fit the schema.
 */
export function parseWhere(texts: readonly string[], schema: DatasetSchema): CohortCondition[] {
  const cohort = new Map<string, CohortCondition>();
  for (const text of texts) {
    const [, name, operator, value] = CONDITION.exec(text) ?? refuse(text, "it is not COLUMN OPERATOR VALUE");
    const column = schema.columns.find((candidate) => candidate.name === name);
    if (column === undefined) return refuse(text, `${name} is not a column of the schema`);
    const earlier = cohort.get(column.name);
    if (column.kind === "categorical") {
      if (earlier !== undefined) refuse(text, `${name} has a condition already; join levels with |`);
      const named = column.levels.includes(value!)
        ? [value!]
        : value!.split("|").map((level) => level.trim());
      if (operator !== "=" && operator !== "!=")
        refuse(text, `${name} has levels: use = or != with ${column.levels.join(" | ")}`);
      const unknown = named.find((level) => !column.levels.includes(level));
      if (unknown !== undefined)
        refuse(text, `${name} has no level ${unknown}, only ${column.levels.join(" | ")}`);
      const levels = operator === "=" ? named : column.levels.filter((level) => !named.includes(level));
      if (levels.length === 0) refuse(text, "it leaves no level");
      cohort.set(column.name, { column: column.name, in: levels });
      continue;
    }
    if (!/^-?\d+$/.test(value!)) refuse(text, `${value} is not a whole number`);
    const bound = Number(value);
    const side =
      operator === ">="
        ? { from: bound }
        : operator === ">"
          ? { from: bound + 1 }
          : operator === "<"
            ? { below: bound }
            : operator === "<="
              ? { below: bound + 1 }
              : refuse(text, `${name} has numbers: use >=, >, < or <=`);
    const whole = { column: column.name, ...earlier, ...side };
    if (earlier !== undefined && Object.keys(whole).length === Object.keys(earlier).length)
      refuse(text, `${name} has such a bound already`);
    cohort.set(column.name, whole);
  }
  return [...cohort.values()];
}

function refuse(text: string, reason: string): never {
  throw new SymbolonError("E1006", { document: `--where "${text}"`, reason });
}
