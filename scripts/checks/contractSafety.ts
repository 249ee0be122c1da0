import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { typeOf } from "../solidity/typeOf.ts";
import { walkAst } from "../solidity/walkAst.ts";
import { contractFault, type RuleScope } from "./contractFault.ts";
import { errorsWithoutArguments, NAMES_ITS_VALUE } from "./errorsWithoutArguments.ts";

/** Members of `block`, `tx` and addresses that the contracts do without. */
const BANNED_MEMBERS: Readonly<Record<string, string>> = {
  "tx.origin": "tx.origin says who pays, not who asks",
  "block.number": "time is block.timestamp; blocks are no clock",
  delegatecall: "delegatecall gives other code this storage",
  callcode: "callcode gives other code this storage",
};
const BANNED_NAMES = new Set(["selfdestruct", "suicide", "blockhash"]);
const BANNED_IN_ASSEMBLY = new Set([
  "delegatecall",
  "callcode",
  "selfdestruct",
  "origin",
  "number",
  "blockhash",
]);

/** No string reverts, no errors without their values, and nothing of what the contracts do without. */
export function contractSafety(scope: RuleScope): string[] {
  const faults: string[] = [];
  walkAst(scope.tree, (node) => {
    const fault = faultOf(node);
    if (fault !== null) faults.push(contractFault(scope, node, fault));
    return undefined;
  });
  return faults;
}

function faultOf(node: AstNode): string | null {
  switch (node.nodeType) {
    case "FunctionCall":
      return stringRevert(node);
    case "ErrorDefinition":
      return errorWithoutArguments(node);
    case "Identifier":
      return BANNED_NAMES.has(String(node.name)) ? `${String(node.name)} is not used here` : null;
    case "MemberAccess":
      return bannedMember(node);
    case "YulFunctionCall": {
      const name = String(childNode(node, "functionName")?.name);
      return BANNED_IN_ASSEMBLY.has(name) ? `${name} is not used here, in assembly neither` : null;
    }
    default:
      return null;
  }
}

function stringRevert(node: AstNode): string | null {
  const callee = childNode(node, "expression");
  if (callee?.nodeType !== "Identifier") return null;
  if (callee.name === "revert") return "revert with a custom error, not with a text or nothing";
  if (callee.name !== "require") return null;
  const reason = childNodes(node, "arguments")[1];
  return reason !== undefined && typeOf(reason) === "error"
    ? null
    : "require with a custom error, not with a text or nothing";
}

function errorWithoutArguments(node: AstNode): string | null {
  const name = String(node.name);
  const list = childNode(node, "parameters");
  const count = list === null ? 0 : childNodes(list, "parameters").length;
  if (count > 0 || name in errorsWithoutArguments || NAMES_ITS_VALUE.test(name)) return null;
  return `error ${name} does not carry the value that offends`;
}

function bannedMember(node: AstNode): string | null {
  const owner = childNode(node, "expression");
  const member = String(node.memberName);
  const path = owner?.nodeType === "Identifier" ? `${String(owner.name)}.${member}` : member;
  const isOfAddress = owner !== null && /^address/.test(typeOf(owner));
  return BANNED_MEMBERS[path] ?? (isOfAddress ? (BANNED_MEMBERS[member] ?? null) : null);
}
