import type { Edit } from "../solidity/applyEdits.ts";
import { applyEdits } from "../solidity/applyEdits.ts";
import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import { statementEnd } from "../solidity/statementEnd.ts";
import type { Probe, ProbeKind } from "./probe.ts";
import { PROBE_LIBRARY } from "./probeLibrary.ts";

const LABEL_CHARACTERS = 60;
const LOGICAL = new Set(["&&", "||"]);

/** The numbers given out so far; one object over all files of a run. */
export type ProbeRegister = { readonly probes: Probe[]; decisions: number };

/**
 * Puts probes into one source:
 * - a statement probe before every statement, and a function probe at the start of every function body;
 * - both ways of every if (an absent else too), ternary, loop condition and `require`;
 * - both ways of every operand of && and ||, so that a half-tested condition shows;
 * - success and every catch clause of a try.
 *
 * The parsed AST is enough. Not instrumented: assembly (one statement as a whole), initialisers of state variables,
 * arguments of modifiers, `assert` (its false way must not exist). Line numbers stay as they are. New probes are added
 * to `register`. `libraryImport` is the import path of {@link PROBE_LIBRARY} from this source.
 */
export function instrument(
  source: SourceText,
  tree: AstNode,
  register: ProbeRegister,
  libraryImport: string,
): string {
  const edits: Edit[] = [];
  const insert = (at: number, text: string) => edits.push({ start: at, end: at, text });

  function probe(kind: ProbeKind, node: AstNode, label: string, decision?: number): number {
    const id = register.probes.length + 1;
    const line = source.lineAt(source.range(node).start);
    const entry = { id, kind, file: source.name, line, label: shorten(label) };
    register.probes.push(decision === undefined ? entry : { ...entry, decision });
    return id;
  }
  const hit = (id: number) => `${PROBE_LIBRARY}.hit(${id});`;

  /** Wraps a condition so that it reports its way; visits what is inside. */
  function decide(condition: AstNode, what: string): void {
    const decision = register.decisions++;
    const text = source.textOf(condition);
    const isTrue = probe("branch", condition, `${what} ${text}: true`, decision);
    const isFalse = probe("branch", condition, `${what} ${text}: false`, decision);
    const { start, end } = source.range(condition);
    insert(start, `${PROBE_LIBRARY}.way(`);
    visit(condition);
    insert(end, `, ${isTrue}, ${isFalse})`);
  }

  /** An operand of && or ||; one that is such an operation itself is seen through its own operands. */
  function decideOperand(operand: AstNode): void {
    if (isLogical(withoutParentheses(operand))) visit(operand);
    else decide(operand, "operand");
  }

  /** A body that may be a single statement: gets braces, so that a probe finds room. */
  function visitBody(body: AstNode): void {
    if (body.nodeType === "Block" || body.nodeType === "UncheckedBlock") {
      visit(body);
      return;
    }
    insert(source.range(body).start, "{ ");
    visitStatement(body);
    insert(statementEnd(source, body), " }");
  }

  function visitStatement(statement: AstNode): void {
    const isBlock = statement.nodeType === "Block" || statement.nodeType === "UncheckedBlock";
    if (!isBlock && statement.nodeType !== "PlaceholderStatement") {
      insert(source.range(statement).start, `${hit(probe("statement", statement, statement.nodeType))} `);
    }
    visit(statement);
  }

  function visitTry(node: AstNode): void {
    const decision = register.decisions++;
    const call = childNode(node, "externalCall");
    if (call !== null) visit(call);
    for (const [index, clause] of childNodes(node, "clauses").entries()) {
      const block = childNode(clause, "block");
      if (block === null) continue;
      const name = index === 0 ? "success" : `catch ${String(clause.errorName ?? "")}`.trim();
      const what = `try ${call === null ? "" : source.textOf(call)}: ${name}`;
      insert(source.range(block).start + 1, ` ${hit(probe("branch", clause, what, decision))}`);
      visit(block);
    }
  }

  function visitFunction(node: AstNode): void {
    const body = childNode(node, "body");
    if (body === null) return;
    if (node.nodeType === "FunctionDefinition") {
      const name = node.kind === "function" || node.kind === "freeFunction" ? node.name : node.kind;
      insert(source.range(body).start + 1, ` ${hit(probe("function", node, String(name)))}`);
    }
    visit(body);
  }

  function visit(node: AstNode): void {
    switch (node.nodeType) {
      case "VariableDeclaration":
      case "ModifierInvocation":
      case "InlineAssembly":
        return;
      case "FunctionDefinition":
      case "ModifierDefinition":
        visitFunction(node);
        return;
      case "Block":
      case "UncheckedBlock":
        for (const statement of childNodes(node, "statements")) visitStatement(statement);
        return;
      case "TryStatement":
        visitTry(node);
        return;
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
        visitBranching(node);
        return;
    }
    const condition = childNode(node, "condition");
    if (node.nodeType === "Conditional" && condition !== null) {
      decide(condition, "?:");
      for (const side of ["trueExpression", "falseExpression"]) visit(childNode(node, side)!);
    } else if (isLogical(node)) {
      for (const side of ["leftExpression", "rightExpression"]) decideOperand(childNode(node, side)!);
    } else if (isRequire(node)) {
      const [first, ...rest] = childNodes(node, "arguments");
      if (first !== undefined) decide(first, "require");
      for (const argument of rest) visit(argument);
    } else {
      for (const child of childNodes(node)) visit(child);
    }
  }

  function visitBranching(node: AstNode): void {
    const condition = childNode(node, "condition");
    const isDo = node.nodeType === "DoWhileStatement";
    const start = childNode(node, "initializationExpression");
    if (start !== null) visit(start);
    if (condition !== null && !isDo) decide(condition, node.nodeType === "IfStatement" ? "if" : "loop");
    const step = childNode(node, "loopExpression");
    if (step !== null) visit(step);
    for (const part of ["trueBody", "falseBody", "body"]) {
      const body = childNode(node, part);
      if (body !== null) visitBody(body);
    }
    if (condition !== null && isDo) decide(condition, "loop");
  }

  const before = register.probes.length;
  visit(tree);
  if (register.probes.length > before) {
    const pragma = childNodes(tree).find(({ nodeType }) => nodeType === "PragmaDirective");
    const at = pragma === undefined ? 0 : source.range(pragma).end;
    insert(at, ` import {${PROBE_LIBRARY}} from ${JSON.stringify(libraryImport)};`);
  }
  return applyEdits(source, edits);
}

function isLogical(node: AstNode): boolean {
  return node.nodeType === "BinaryOperation" && LOGICAL.has(String(node.operator));
}

function isRequire(node: AstNode): boolean {
  const callee = childNode(node, "expression");
  return node.nodeType === "FunctionCall" && callee?.nodeType === "Identifier" && callee.name === "require";
}

function withoutParentheses(node: AstNode): AstNode {
  const parts = node.nodeType === "TupleExpression" && node.isInlineArray !== true ? node.components : null;
  const [only] = Array.isArray(parts) && parts.length === 1 ? childNodes(node, "components") : [];
  return only === undefined ? node : withoutParentheses(only);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length <= LABEL_CHARACTERS
    ? line
    : `${line.slice(0, LABEL_CHARACTERS - 16)}...${line.slice(-13)}`;
}
