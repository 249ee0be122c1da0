import type { MappingExpression, MappingOperator } from "./mappingExpression.ts";
import { scanMapping } from "./scanMapping.ts";

const FUNCTIONS = ["least", "greatest", "coalesce", "nullif"] as const;
const COMPARISONS: readonly string[] = ["=", "<>", "<", "<=", ">", ">="];
const KEYWORDS: readonly string[] =
  "case when then else end and or not in is null between like ilike similar glob collate".split(" ");

/**
 * Parses an expression of a mapping: the part of DuckDB's SQL that needs no database. Column names, text and numbers in decimal, NULL, CASE in
 * both forms, AND, OR, NOT, comparisons, BETWEEN, IN with a list, IS NULL, + - * /, least, greatest, coalesce, nullif. Precedence as in
 * SQL:2016. Throws RangeError for anything else.
 */
export function parseMapping(sql: string): MappingExpression {
  const tokens = scanMapping(sql);
  let at = 0;
  const isNext = (value: string) => {
    const { kind, value: actual } = tokens[at]!;
    return (kind === "word" || kind === "symbol") && actual === value;
  };
  const takes = (value: string) => {
    if (isNext(value)) at++;
    else return false;
    return true;
  };
  const expect = (value: string) => {
    if (!takes(value)) throw new RangeError(`${value.toUpperCase()} is expected, not ${shown()}`);
  };
  const shown = () => tokens[at]!.value || "the end";
  const apply = (operator: MappingOperator, ...operands: MappingExpression[]): MappingExpression => ({
    kind: "apply",
    operator,
    operands,
  });

  const chain = (operators: readonly MappingOperator[], next: () => MappingExpression) => {
    let left = next();
    for (;;) {
      const operator = operators.find(isNext);
      if (operator === undefined) return left;
      at++;
      left = apply(operator, left, next());
    }
  };
  const disjunction = (): MappingExpression => chain(["or"], conjunction);
  const conjunction = (): MappingExpression => chain(["and"], negation);
  const negation = (): MappingExpression => (takes("not") ? apply("not", negation()) : predicate());
  const sum = (): MappingExpression => chain(["+", "-"], product);
  const product = (): MappingExpression => chain(["*", "/"], signed);
  const signed = (): MappingExpression => {
    if (takes("-")) return apply("negate", signed());
    return takes("+") ? signed() : operand();
  };
  const list = (): MappingExpression[] => {
    expect("(");
    const items = [disjunction()];
    while (takes(",")) items.push(disjunction());
    expect(")");
    return items;
  };
  const predicate = (): MappingExpression => {
    const left = sum();
    const comparison = COMPARISONS.find(isNext) as MappingOperator | undefined;
    if (comparison !== undefined) {
      at++;
      const compared = apply(comparison, left, sum());
      if (COMPARISONS.some(isNext)) throw new RangeError("comparisons in a row need parentheses");
      return compared;
    }
    if (takes("is")) {
      const isNegated = takes("not");
      expect("null");
      const found = apply("isNull", left);
      return isNegated ? apply("not", found) : found;
    }
    const isNegated = takes("not");
    let found: MappingExpression;
    if (takes("in")) found = apply("in", left, ...list());
    else if (takes("between")) {
      const least = sum();
      expect("and");
      found = apply("and", apply(">=", left, least), apply("<=", left, sum()));
    } else if (isNegated) throw new RangeError(`IN or BETWEEN is expected, not ${shown()}`);
    else return left;
    return isNegated ? apply("not", found) : found;
  };
  const choice = (): MappingExpression => {
    const subject = isNext("when") ? null : disjunction();
    const operands: MappingExpression[] = [];
    while (takes("when")) {
      const condition = disjunction();
      expect("then");
      operands.push(subject === null ? condition : apply("=", subject, condition), disjunction());
    }
    if (operands.length === 0) expect("when");
    operands.push(takes("else") ? disjunction() : { kind: "null" });
    expect("end");
    return apply("case", ...operands);
  };
  const operand = (): MappingExpression => {
    if (takes("(")) {
      const inner = disjunction();
      expect(")");
      return inner;
    }
    if (takes("case")) return choice();
    if (takes("null")) return { kind: "null" };
    const token = tokens[at]!;
    at++;
    if (token.kind === "text") return { kind: "text", value: token.value };
    if (token.kind === "number") return numberOf(token.value);
    if (token.kind === "name") return { kind: "column", name: token.value };
    if (token.kind === "word" && !KEYWORDS.includes(token.value)) {
      if (!isNext("(")) return { kind: "column", name: token.value };
      const known = FUNCTIONS.find((name) => name === token.value);
      if (known === undefined) throw new RangeError(`the function ${token.value} is not known here`);
      return apply(known, ...list());
    }
    at--;
    throw new RangeError(`a value is expected, not ${shown()}`);
  };
  const expression = disjunction();
  if (tokens[at]!.kind !== "end") throw new RangeError(`${shown()} is not expected`);
  return expression;
}

/** A number's type is its spelling's: whole, with a point, with an exponent. */
function numberOf(text: string): MappingExpression {
  const type = /[eE]/.test(text) ? "double" : text.includes(".") ? "decimal" : "integer";
  const value = Number(text);
  if (type === "integer" && value > 2 ** 31 - 1)
    throw new RangeError(`the whole number ${text} is too large`);
  return { kind: "number", value, type };
}
