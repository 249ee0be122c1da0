import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import { NUMBER_PATTERN } from "./codeCell.ts";
import { compileConstraints } from "./compileConstraints.ts";
import { type FineColumn, type FineDomain, type FineNumber, fineDomain } from "./fineDomain.ts";

/**
 * A cohort condition on one column, for clamping as evidence: weights[level] is the share of the fine level's values inside it (0, 1, or
 * between for a bin the condition cuts). `least` and `most` bound a number's values in units, for decoding inside such a bin.
 */
export type FineFilter = {
  readonly column: number;
  readonly weights: Float64Array;
  readonly least: number;
  readonly most: number;
};

/**
 * Reads conditions such as `stage=III`, `stage=II|III`, `stage!=I`, `age>60`, `size<=2.5`, `chol=` (missing). All must hold; several on
 * one column are met together, and what inequalities make of them. = and != compare levels or values; < <= > >= need a number or an ordered code book. Throws E1006 for an
 * unknown column or level, a comparison the column cannot make, or conditions nothing can meet.
 */
export function fineFilters(
  schema: SynthSchema,
  conditions: readonly string[],
  domain: FineDomain = fineDomain(schema),
): FineFilter[] {
  const filters = new Map<number, FineFilter>();
  for (const condition of conditions) {
    const refuse = (reason: string): never => {
      throw new SymbolonError("E1006", { document: `condition ${condition}`, reason });
    };
    const column = domain.columns.findIndex(
      ({ name }) => condition.startsWith(name) && /^\s*(!=|<=|>=|=|<|>)/.test(condition.slice(name.length)),
    );
    if (column < 0) refuse("it does not start with a column and one of = != < <= > >=");
    const fine = domain.columns[column]!;
    const [, operator, text] = /^\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*$/s.exec(condition.slice(fine.name.length))!;
    const next =
      fine.kind === "number"
        ? numberFilter(fine, operator!, text!, refuse)
        : { weights: levelFilter(fine, operator!, text!, refuse), least: -Infinity, most: Infinity };
    const before = filters.get(column);
    const least = Math.max(next.least, before?.least ?? -Infinity);
    const most = Math.min(next.most, before?.most ?? Infinity);
    const weights =
      fine.kind === "number" && next.least > -Infinity ? rangeWeights(fine, least, most) : next.weights;
    const met =
      before === undefined ? weights : weights.map((weight, i) => Math.min(weight, before.weights[i]!));
    if (!met.some((weight) => weight > 0)) refuse("nothing can meet it");
    filters.set(column, { column, weights: met, least, most });
  }
  addImplied(schema, domain, filters);
  return [...filters.values()];
}

/** What an inequality makes of a bound on one side: high <= 45 leaves low <= 45 only, or decoding could not obey both. */
function addImplied(schema: SynthSchema, domain: FineDomain, filters: Map<number, FineFilter>): void {
  const declared = new Map(filters);
  const narrow = (column: number, least: number, most: number) => {
    const fine = domain.columns[column] as FineNumber;
    const before = filters.get(column);
    const range = {
      least: Math.max(least, before?.least ?? least),
      most: Math.min(most, before?.most ?? most),
    };
    const weights = rangeWeights(fine, Math.max(range.least, fine.cuts[0]!), range.most);
    if (fine.missing) weights[0] = 1;
    const met =
      before === undefined ? weights : weights.map((weight, i) => Math.min(weight, before.weights[i]!));
    if (!met.some((weight) => weight > 0))
      throw new SymbolonError("E1006", {
        document: "conditions",
        reason: `${fine.name} cannot meet them and its inequality`,
      });
    filters.set(column, { column, weights: met, ...range });
  };
  for (const { low, high, gap } of compileConstraints(schema, domain).orders) {
    const [below, above] = [declared.get(low), declared.get(high)];
    if (above !== undefined && above.most < Infinity) narrow(low, -Infinity, above.most - gap);
    if (below !== undefined && below.least > -Infinity) narrow(high, below.least + gap, Infinity);
  }
}

function levelFilter(
  column: FineColumn & { kind: "categorical" },
  operator: string,
  text: string,
  refuse: (reason: string) => never,
): Float64Array {
  const find = (level: string) => (level === "" ? (column.missing ? 0 : -1) : column.labels.indexOf(level));
  const wanted = find(text) >= 0 ? [find(text)] : text.split("|").map((part) => find(part.trim()));
  if (wanted.includes(-1)) refuse(`${text} is no level of ${column.name}`);
  if (operator === "=" || operator === "!=")
    return Float64Array.from(column.labels, (_, level) =>
      wanted.includes(level) === (operator === "=") ? 1 : 0,
    );
  if (!column.ordered || wanted.length !== 1 || wanted[0] === (column.missing ? 0 : -1))
    refuse(`levels of ${column.name} have no order`);
  const bound = wanted[0]!;
  return Float64Array.from(column.labels, (_, level) =>
    !(column.missing && level === 0) && compare(operator, level - bound) ? 1 : 0,
  );
}

function numberFilter(
  column: FineNumber,
  operator: string,
  text: string,
  refuse: (reason: string) => never,
): { weights: Float64Array; least: number; most: number } {
  const all = { least: column.cuts[0]!, most: column.cuts.at(-1)! - 1 };
  if (text === "") {
    if (!column.missing || (operator !== "=" && operator !== "!="))
      refuse(`${column.name} is never missing or cannot be compared so`);
    const weights = new Float64Array(column.size).fill(operator === "=" ? 0 : 1);
    weights[0] = operator === "=" ? 1 : 0;
    return { weights, least: -Infinity, most: Infinity };
  }
  if (!new RegExp(NUMBER_PATTERN).test(text)) refuse(`${text} is not a number`);
  if (operator === "!=") refuse("a number can be compared with = < <= > >= only");
  const value = Number(text) * column.scale;
  const nearest = Math.floor(value + 0.5);
  const whole = Math.abs(value - nearest) <= 1e-9 * Math.max(1, Math.abs(value));
  const up = whole ? nearest : Math.floor(value) + 1;
  const down = whole ? nearest : Math.floor(value);
  const range = { ...all };
  if (operator === "=" || operator === ">=") range.least = Math.max(all.least, up);
  if (operator === "=" || operator === "<=") range.most = Math.min(all.most, down);
  if (operator === ">") range.least = Math.max(all.least, down + 1);
  if (operator === "<") range.most = Math.min(all.most, up - 1);
  return { weights: rangeWeights(column, range.least, range.most), ...range };
}

function rangeWeights(column: FineNumber, least: number, most: number): Float64Array {
  const first = column.missing ? 1 : 0;
  const weights = new Float64Array(column.size);
  for (let bin = 0; bin + 1 < column.cuts.length; bin++) {
    const [low, end] = [column.cuts[bin]!, column.cuts[bin + 1]!];
    const inside = Math.min(end, most + 1) - Math.max(low, least);
    weights[bin + first] = Math.max(0, inside) / (end - low);
  }
  return weights;
}

function compare(operator: string, difference: number): boolean {
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}
