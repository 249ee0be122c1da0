import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import type { MutationContext } from "./mutationContext.ts";

/**
 * One mutant per modifier of an external function: the function without it (a role check, the pause, the lock against
 * reentrance). Public functions are left out, because they may be called from inside by their own name.
 */
export function modifierMutants(context: MutationContext, contract: AstNode, node: AstNode): void {
  const body = childNode(node, "body");
  const parameters = childNode(node, "parameters");
  if (body === null || parameters === null || node.kind !== "function" || node.visibility !== "external")
    return;
  const names = childNodes(parameters, "parameters").map(({ name }) => String(name ?? ""));
  const { start } = context.source.range(node);
  const head = context.source.slice(start, context.source.range(body).start);
  if (names.includes("") || head.includes("//")) return;
  const overrides = childNode(node, "overrides");
  const returned = childNode(node, "returnParameters");
  for (const modifier of childNodes(node, "modifiers")) {
    context.removeModifier(modifier, {
      function: context.source.range(node),
      name: String(node.name),
      argumentNames: names,
      returns: returned !== null && childNodes(returned, "parameters").length > 0,
      parametersEnd: context.source.range(parameters).end,
      modifiers: childNodes(node, "modifiers").map((each) => context.source.range(each)),
      override: overrides === null ? null : context.source.range(overrides),
      bodyStart: context.source.range(body).start,
      removed: context.source.range(modifier),
      contractEnd: context.source.range(contract).end,
    });
  }
}
