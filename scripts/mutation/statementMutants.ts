import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { statementEnd } from "../solidity/statementEnd.ts";
import { typeOf } from "../solidity/typeOf.ts";
import { negateCondition } from "./expressionMutants.ts";
import type { MutationContext } from "./mutationContext.ts";

/** Assignments by operator, and what each is mistaken for. */
const MISTAKEN_ASSIGNMENTS: Readonly<Record<string, string>> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "|=": "&=",
  "&=": "|=",
};

/** Mutants of one statement (not of the expressions in it). */
export function statementMutants(context: MutationContext, node: AstNode, parents: readonly AstNode[]): void {
  switch (node.nodeType) {
    case "IfStatement":
      negateCondition(context, childNode(node, "condition"));
      if (isCheck(node)) context.deleteStatement(node, statementEnd(context.source, node), "remove check");
      return;
    case "ForStatement":
    case "WhileStatement":
      negateCondition(context, childNode(node, "condition"));
      return;
    case "ExpressionStatement":
      mutateExpressionStatement(context, node, parents);
      return;
    case "Return":
      returnDefault(context, node, parents);
  }
}

/** `if (...) revert X();` without else. */
function isCheck(node: AstNode): boolean {
  const body = childNode(node, "trueBody");
  const only = body?.nodeType === "Block" ? childNodes(body, "statements") : body === null ? [] : [body];
  return (
    childNode(node, "falseBody") === null && only.length === 1 && only[0]?.nodeType === "RevertStatement"
  );
}

function mutateExpressionStatement(
  context: MutationContext,
  node: AstNode,
  parents: readonly AstNode[],
): void {
  const parent = parents.at(-1);
  // The head of a loop has no room for another statement.
  if (parent?.nodeType === "ForStatement" && childNode(parent, "body") !== node) return;
  const expression = childNode(node, "expression");
  if (expression === null) return;
  const end = statementEnd(context.source, node);
  if (expression.nodeType === "Assignment") {
    const target = childNode(expression, "leftHandSide")!;
    // A pointer into storage or calldata must be set on every way, or the source does not compile.
    if (/storage pointer|calldata/.test(typeOf(target))) return;
    const operator = String(expression.operator);
    const mistake = MISTAKEN_ASSIGNMENTS[operator];
    if (mistake !== undefined) {
      const value = context.source.textOf(childNode(expression, "rightHandSide")!);
      const text = `${context.source.textOf(target)} ${mistake} ${value};`;
      if (!text.includes("//")) context.replaceStatement(node, end, `${operator} to ${mistake}`, text);
    }
  }
  context.deleteStatement(node, end, "delete statement");
}

function returnDefault(context: MutationContext, node: AstNode, parents: readonly AstNode[]): void {
  const expression = childNode(node, "expression");
  const owner = parents.findLast(({ nodeType }) => nodeType === "FunctionDefinition");
  if (expression === null || owner === undefined || expression.nodeType === "Literal") return;
  const list = childNode(owner, "returnParameters");
  const declared = list === null ? [] : childNodes(list, "parameters");
  const values = declared.map(defaultOf);
  if (values.length === 0 || values.includes(null)) return;
  const text = values.length === 1 ? `return ${values[0]};` : `return (${values.join(", ")});`;
  context.replaceStatement(node, statementEnd(context.source, node), "return default", text);

  function defaultOf(declaration: AstNode): string | null {
    const type = typeOf(declaration);
    const name = childNode(declaration, "typeName");
    if (type === "bool") return "false";
    if (/^u?int\d+$/.test(type)) return "0";
    if (/^(address|bytes\d+)$/.test(type)) return `${type}(0)`;
    return /^enum /.test(type) && name !== null ? `${context.source.textOf(name)}(0)` : null;
  }
}
