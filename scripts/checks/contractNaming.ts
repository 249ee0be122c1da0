import { basename } from "node:path";
import type { AstNode } from "../solidity/astNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { contractFault, type RuleScope } from "./contractFault.ts";

/** Names: one contract per file, named after it; what is internal or private begins with an underscore. */
export function contractNaming(scope: RuleScope): string[] {
  const faults: string[] = [];
  const contracts = childNodes(scope.tree, "nodes").filter(
    ({ nodeType }) => nodeType === "ContractDefinition",
  );
  const [first, second] = contracts;
  const name = basename(scope.source.name, ".sol");
  if (second !== undefined) faults.push(contractFault(scope, second, "a second contract in one file"));
  // A value type and the library of its operators cannot have one name.
  const isNamed =
    first === undefined || first.name === name || (isLibrary(first) && first.name === `${name}Lib`);
  if (!isNamed)
    faults.push(contractFault(scope, first, `${String(first.name)} is in a file of another name`));
  for (const contract of contracts) {
    if (isLibrary(contract)) continue;
    for (const member of childNodes(contract, "nodes")) {
      const fault = memberFault(member);
      if (fault !== null) faults.push(contractFault(scope, member, fault));
    }
  }
  return faults;
}

function memberFault(member: AstNode): string | null {
  const isFunction = member.nodeType === "FunctionDefinition" && member.kind === "function";
  const isVariable = member.nodeType === "VariableDeclaration";
  if (!isFunction && !isVariable) return null;
  const name = String(member.name);
  const isHidden = member.visibility === "internal" || member.visibility === "private";
  const isFixed = isVariable && (member.constant === true || member.mutability === "immutable");
  if (isFixed) return /^[A-Z][A-Z0-9_]*$/.test(name) ? null : `${name} never changes: write it in UPPER_CASE`;
  if (isHidden !== name.startsWith("_")) {
    return isHidden
      ? `${name} is ${String(member.visibility)}: begin it with _`
      : `${name} is public: no leading _`;
  }
  return null;
}

function isLibrary(contract: AstNode): boolean {
  return contract.contractKind === "library";
}
