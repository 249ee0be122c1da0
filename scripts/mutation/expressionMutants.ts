import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { typeOf } from "../solidity/typeOf.ts";
import type { MutationContext } from "./mutationContext.ts";

/** What each operator is mistaken for; comparisons for their neighbour at the boundary and their opposite. */
const MISTAKES: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&": ["|"],
  "|": ["&"],
  "^": ["|"],
  "<<": [">>"],
  ">>": ["<<"],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "&&": ["||"],
  "||": ["&&"],
};
const VALUE_TYPE = /^(u?int\d+|bool|bytes\d+|address|address payable|contract .*|enum .*)$/;
const SWAPPABLE =
  /^(u?int\d+|bool|bytes\d+|address|address payable|enum .*|(uint\d+|address)\[\] (memory|calldata))$/;
const EXACT_LITERAL_PARENTS = new Set(["<<", ">>", "**"]);

/** Mutants of one expression node (not of those below it). `parents` runs from the outermost inwards. */
export function expressionMutants(
  context: MutationContext,
  node: AstNode,
  parents: readonly AstNode[],
): void {
  const parent = parents.at(-1);
  switch (node.nodeType) {
    case "BinaryOperation":
      mistakeOperator(context, node);
      return;
    case "UnaryOperation":
      mistakeStep(context, node, parents);
      return;
    case "Literal":
      mistakeLiteral(context, node, parent);
      return;
    case "Identifier":
    case "MemberAccess":
      if (node.isConstant === true || isConstantName(node)) mistakeConstant(context, node, parent);
      return;
    case "FunctionCall":
      swapArguments(context, node);
      return;
    case "Conditional":
      negateCondition(context, childNode(node, "condition"));
  }
}

/** Negates a condition, unless that is what {@link expressionMutants} does to its comparison anyway. */
export function negateCondition(context: MutationContext, condition: AstNode | null): void {
  if (condition === null || condition.nodeType === "Literal") return;
  const isComparison =
    condition.nodeType === "BinaryOperation" && /^([<>]=?|[!=]=)$/.test(String(condition.operator));
  if (!isComparison) context.negate(condition);
}

function mistakeOperator(context: MutationContext, node: AstNode): void {
  const operator = String(node.operator);
  const left = childNode(node, "leftExpression")!;
  const right = childNode(node, "rightExpression")!;
  if (!VALUE_TYPE.test(typeOf(node)) || typeof node.function === "number") return;
  const [leftText, rightText] = [context.source.textOf(left), context.source.textOf(right)];
  const isLogical = operator === "&&" || operator === "||";
  for (const mistake of MISTAKES[operator] ?? []) {
    if (!isPossible(mistake, typeOf(left))) continue;
    // The mistaken operator may bind less tightly than what stands left and right of it.
    const text = isLogical
      ? `((${leftText}) ${mistake} (${rightText}))`
      : `${leftText} ${mistake} ${rightText}`;
    context.replaceExpression(node, `${operator} to ${mistake}`, text);
  }
}

/** Addresses, bytes and Booleans know no arithmetic and no order. */
function isPossible(operator: string, type: string): boolean {
  if (/^(==|!=|&&|\|\|)$/.test(operator)) return true;
  if (/^(&|\||<<|>>|[<>]=?)$/.test(operator)) return !/^(bool|contract)/.test(type);
  return /int/.test(type);
}

function mistakeStep(context: MutationContext, node: AstNode, parents: readonly AstNode[]): void {
  const inner = childNode(node, "subExpression");
  const operator = String(node.operator);
  if (inner === null || !(operator === "++" || operator === "--")) return;
  // A loop's own step would only make it endless.
  const loop = parents.at(-2);
  if (loop !== undefined && childNode(loop, "loopExpression") === parents.at(-1)) return;
  const mistake = operator === "++" ? "--" : "++";
  const text = context.source.textOf(inner);
  const mistaken = node.prefix === true ? `${mistake}${text}` : `${text}${mistake}`;
  context.replaceExpression(node, `${operator} to ${mistake}`, mistaken);
}

function mistakeLiteral(context: MutationContext, node: AstNode, parent: AstNode | undefined): void {
  const text = context.source.textOf(node);
  if (node.kind === "bool") {
    context.replaceExpression(node, "flip literal", text === "true" ? "false" : "true");
    return;
  }
  if (node.kind !== "number" || !/^[0-9_]+$/.test(String(node.value)) || parent === undefined) return;
  if (
    parent.nodeType === "FunctionCall" &&
    parent.kind === "typeConversion" &&
    !/^u?int/.test(typeOf(parent))
  )
    return;
  if (parent.nodeType === "TupleExpression" && parent.isInlineArray === true) return;
  if (EXACT_LITERAL_PARENTS.has(String(parent.operator))) return;
  const value = BigInt(String(node.value).replaceAll("_", ""));
  const unit = typeof node.subdenomination === "string" ? ` ${node.subdenomination}` : "";
  context.replaceExpression(node, "literal + 1", `${value + 1n}${unit}`);
  if (value !== 0n) context.replaceExpression(node, "literal to 0", `0${unit}`);
}

function isConstantName(node: AstNode): boolean {
  const name = String(node.nodeType === "Identifier" ? node.name : node.memberName);
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function mistakeConstant(context: MutationContext, node: AstNode, parent: AstNode | undefined): void {
  if (!/^u?int\d+$/.test(typeOf(node)) || node.lValueRequested === true) return;
  // The member of an enumeration or of another constant is no number of its own.
  if (parent?.nodeType === "MemberAccess") return;
  context.replaceExpression(node, "constant + 1", `(${context.source.textOf(node)} + 1)`);
}

function swapArguments(context: MutationContext, node: AstNode): void {
  const names = Array.isArray(node.names) ? node.names : [];
  if (node.kind === "typeConversion" || names.length > 0) return;
  const given = childNodes(node, "arguments");
  for (const [index, first] of given.entries()) {
    const second = given[index + 1];
    if (second === undefined || first.nodeType === "Literal" || second.nodeType === "Literal") continue;
    const isSame = typeOf(first) === typeOf(second) && SWAPPABLE.test(typeOf(first));
    if (isSame && context.source.textOf(first) !== context.source.textOf(second))
      context.swapExpressions(first, second);
  }
}
