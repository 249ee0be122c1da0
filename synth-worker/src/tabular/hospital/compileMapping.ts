import type { MappingExpression, MappingOperator } from "./mappingExpression.ts";

/** A value of a mapping; null is SQL's NULL. */
export type MappingValue = string | number | boolean | null;
/** `null`: NULL in every row, of no type of its own. */
export type MappingType = "text" | "integer" | "decimal" | "double" | "boolean" | "null";
/** A compiled expression: its type, and its value in a row, from 0. */
export type CompiledMapping = { readonly type: MappingType; at(row: number): MappingValue };
/** A declared column of the file, by name in lower case. */
export type SourceColumn = {
  readonly type: "text" | "double";
  readonly values: readonly (string | number | null)[];
};

const NUMBERS: readonly MappingType[] = ["integer", "decimal", "double"];
const WHOLE_MAX = 2 ** 31 - 1;

/**
 * Compiles an expression over the declared columns. Types follow DuckDB's, and what DuckDB converts by rules of its own is refused: text beside
 * numbers, the order of texts, sums of decimals. NULL follows SQL's three-valued logic; least and greatest pass over it. Throws RangeError
 * for a column that is not declared and for what is refused.
 */
export function compileMapping(
  expression: MappingExpression,
  columns: ReadonlyMap<string, SourceColumn>,
): CompiledMapping {
  switch (expression.kind) {
    case "null":
      return { type: "null", at: () => null };
    case "text":
      return { type: "text", at: () => expression.value };
    case "number":
      return { type: expression.type, at: () => expression.value };
    case "column": {
      const column = columns.get(expression.name.toLowerCase());
      if (column === undefined) throw new RangeError(`${expression.name} is not a declared column`);
      return { type: column.type, at: (row) => column.values[row]! };
    }
    case "apply": {
      const operands = expression.operands.map((operand) => compileMapping(operand, columns));
      return applied(expression.operator, operands);
    }
  }
}

function applied(operator: MappingOperator, operands: readonly CompiledMapping[]): CompiledMapping {
  const [first, second] = operands as [CompiledMapping, CompiledMapping];
  switch (operator) {
    case "or":
    case "and": {
      mustBe("boolean", operands);
      const decides = operator === "or";
      const at = (row: number) => {
        const [left, right] = [first.at(row), second.at(row)];
        if (left === decides || right === decides) return decides;
        return left === null || right === null ? null : !decides;
      };
      return { type: "boolean", at };
    }
    case "not":
      mustBe("boolean", operands);
      return { type: "boolean", at: (row) => mapped(first.at(row), (value) => value !== true) };
    case "isNull":
      return { type: "boolean", at: (row) => first.at(row) === null };
    case "in": {
      mustCompare(operands, false);
      const list = operands.slice(1);
      const at = (row: number) => {
        const value = first.at(row);
        if (value === null) return null;
        const items = list.map((item) => item.at(row));
        if (items.some((item) => item !== null && order(value, item) === 0)) return true;
        return items.includes(null) ? null : false;
      };
      return { type: "boolean", at };
    }
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=": {
      mustCompare(operands, operator !== "=" && operator !== "<>");
      const holds = COMPARISONS[operator];
      return {
        type: "boolean",
        at: (row) => both(first.at(row), second.at(row), (a, b) => holds(order(a, b))),
      };
    }
    case "+":
    case "-":
    case "*":
    case "/":
      return calculated(operator, first, second);
    case "negate":
      mustBe("number", operands);
      return { type: first.type, at: (row) => mapped(first.at(row), (value) => -(value as number)) };
    case "case": {
      const conditions = operands.filter((_, i) => i % 2 === 0 && i < operands.length - 1);
      const values = operands.filter((_, i) => i % 2 === 1 || i === operands.length - 1);
      mustBe("boolean", conditions);
      const at = (row: number) => {
        const found = conditions.findIndex((condition) => condition.at(row) === true);
        return values.at(found)!.at(row);
      };
      return { type: common(values), at };
    }
    case "coalesce": {
      const at = (row: number) => {
        for (const operand of operands) {
          const value = operand.at(row);
          if (value !== null) return value;
        }
        return null;
      };
      return { type: common(operands), at };
    }
    case "nullif": {
      if (operands.length !== 2) throw new RangeError("nullif takes two values");
      mustCompare(operands, false);
      const at = (row: number) => {
        const [value, other] = [first.at(row), second.at(row)];
        return value !== null && other !== null && order(value, other) === 0 ? null : value;
      };
      return { type: first.type, at };
    }
    case "least":
    case "greatest": {
      mustBe("number", operands);
      const sign = operator === "least" ? 1 : -1;
      const at = (row: number) => {
        let best: MappingValue = null;
        for (const operand of operands) {
          const value = operand.at(row);
          if (value !== null && (best === null || sign * order(value, best) < 0)) best = value;
        }
        return best;
      };
      return { type: common(operands), at };
    }
  }
}

const COMPARISONS = {
  "=": (sign: number) => sign === 0,
  "<>": (sign: number) => sign !== 0,
  "<": (sign: number) => sign < 0,
  "<=": (sign: number) => sign <= 0,
  ">": (sign: number) => sign > 0,
  ">=": (sign: number) => sign >= 0,
} as const;

function calculated(
  operator: "+" | "-" | "*" | "/",
  left: CompiledMapping,
  right: CompiledMapping,
): CompiledMapping {
  mustBe("number", [left, right]);
  const types = [left.type, right.type];
  const isDouble = operator === "/" || types.includes("double");
  if (!isDouble && types.includes("decimal"))
    throw new RangeError(`${operator} of decimals is exact in SQL and is not known here`);
  const apply = {
    "+": (a: number, b: number) => a + b,
    "-": (a: number, b: number) => a - b,
    "*": (a: number, b: number) => a * b,
    "/": (a: number, b: number) => a / b,
  }[operator];
  const at = (row: number) =>
    both(left.at(row), right.at(row), (a, b) => {
      const value = apply(a as number, b as number);
      if (!isDouble && Math.abs(value) > WHOLE_MAX) throw new RangeError("a whole number is too large");
      return value;
    });
  return { type: isDouble ? "double" : "integer", at };
}

/** Sign of a - b as DuckDB orders numbers: NaN equals itself and is the greatest. Texts and booleans: 0 for equal. */
function order(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== "number" || typeof b !== "number") return a === b ? 0 : 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function mapped(value: MappingValue, act: (value: string | number | boolean) => MappingValue): MappingValue {
  return value === null ? null : act(value);
}

function both(
  a: MappingValue,
  b: MappingValue,
  act: (a: string | number | boolean, b: string | number | boolean) => MappingValue,
): MappingValue {
  return a === null || b === null ? null : act(a, b);
}

function mustBe(wanted: "boolean" | "number", operands: readonly CompiledMapping[]): void {
  const allowed: readonly MappingType[] = wanted === "boolean" ? ["boolean", "null"] : [...NUMBERS, "null"];
  const other = operands.find(({ type }) => !allowed.includes(type));
  if (other !== undefined) throw new RangeError(`a ${wanted} is expected, not ${other.type}`);
}

/** Numbers with numbers, text with text. `isOrdered`: for < and its like, which texts have no common order for. */
function mustCompare(operands: readonly CompiledMapping[], isOrdered: boolean): void {
  const type = common(operands);
  if (type === "boolean" || (isOrdered && type === "text"))
    throw new RangeError(`${type} is not compared like that here`);
}

/** The one type of all values. */
function common(operands: readonly CompiledMapping[]): MappingType {
  const types = new Set<MappingType>(operands.map(({ type }) => type).filter((type) => type !== "null"));
  if (types.size === 0) return "null";
  if ([...types].every((type) => NUMBERS.includes(type))) return NUMBERS.findLast((type) => types.has(type))!;
  if (types.size > 1) throw new RangeError(`${[...types].join(" beside ")} is not known here`);
  return [...types][0]!;
}
