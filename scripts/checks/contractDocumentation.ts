import type { AstNode } from "../solidity/astNode.ts";
import { childNode } from "../solidity/childNode.ts";
import { childNodes } from "../solidity/childNodes.ts";
import { walkAst } from "../solidity/walkAst.ts";
import { contractFault, type RuleScope } from "./contractFault.ts";

const DOCUMENTED = new Set(["EventDefinition", "ErrorDefinition", "StructDefinition", "EnumDefinition"]);

/**
 * NatSpec: every contract, public function, event, error, struct and enum has it (`@inheritdoc` counts). A function
 * that anyone may call and that writes says its "Requirements", and "Emits" when it emits, in its own words or in those
 * it inherits.
 */
export function contractDocumentation(scope: RuleScope): string[] {
  const faults: string[] = [];
  for (const contract of childNodes(scope.tree, "nodes")) {
    if (contract.nodeType !== "ContractDefinition") continue;
    if (documentationOf(contract) === "") faults.push(contractFault(scope, contract, "no NatSpec"));
    for (const member of childNodes(contract, "nodes")) {
      for (const reason of memberFaults(scope, contract, member))
        faults.push(contractFault(scope, member, reason));
    }
  }
  return faults;
}

function memberFaults(scope: RuleScope, contract: AstNode, member: AstNode): string[] {
  const name = String(member.name);
  if (DOCUMENTED.has(member.nodeType))
    return documentationOf(member) === "" ? [`${name} has no NatSpec`] : [];
  if (member.nodeType === "VariableDeclaration") {
    return member.visibility === "public" && documentationOf(member) === "" ? [`${name} has no NatSpec`] : [];
  }
  const isOpen = member.visibility === "external" || member.visibility === "public";
  if (member.nodeType !== "FunctionDefinition" || member.kind === "constructor" || !isOpen) return [];
  const words = documentationOf(member);
  if (words === "") return [`${name} has no NatSpec`];
  const writes = member.stateMutability !== "view" && member.stateMutability !== "pure";
  if (!writes || contract.contractKind === "interface" || childNode(member, "body") === null) return [];
  const all = [words, ...inheritedWords(scope, member)].join("\n");
  const faults: string[] = [];
  if (!/Requirements?\b/.test(all)) faults.push(`${name} does not say its Requirements`);
  if (!/\bEmits?\b/.test(all) && !/events as/i.test(all) && emits(scope, member, new Set())) {
    faults.push(`${name} does not say what it Emits`);
  }
  return faults;
}

function documentationOf(node: AstNode): string {
  const documentation = childNode(node, "documentation");
  return typeof documentation?.text === "string" ? documentation.text.trim() : "";
}

/** What the overridden functions say, as far as the override asks for it with `@inheritdoc`. */
function inheritedWords(scope: RuleScope, member: AstNode): string[] {
  if (!documentationOf(member).includes("@inheritdoc")) return [];
  const bases = Array.isArray(member.baseFunctions) ? (member.baseFunctions as number[]) : [];
  return bases.flatMap((id) => {
    const base = scope.declarations.get(id);
    return base === undefined ? [] : [documentationOf(base), ...inheritedWords(scope, base)];
  });
}

/** True when the function, or one of the same contracts that it calls, has an `emit`. */
function emits(scope: RuleScope, member: AstNode, seen: Set<number>): boolean {
  if (seen.has(member.id)) return false;
  seen.add(member.id);
  let found = false;
  walkAst(member, (node) => {
    if (found) return false;
    if (node.nodeType === "EmitStatement") found = true;
    if (node.nodeType === "FunctionCall") {
      const callee = childNode(node, "expression");
      const called = scope.declarations.get(Number(callee?.referencedDeclaration));
      const isInternal = called?.visibility === "internal" || called?.visibility === "private";
      if (called?.nodeType === "FunctionDefinition" && isInternal && emits(scope, called, seen)) found = true;
    }
    return undefined;
  });
  return found;
}
