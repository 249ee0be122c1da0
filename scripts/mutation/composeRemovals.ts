import type { Edit } from "../solidity/applyEdits.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import type { Mutant, Range, Removal } from "./mutant.ts";
import { MUTANT_LIBRARY } from "./mutantLibrary.ts";

type Removing = Mutant & { readonly removal: Removal };

/**
 * Edits that put the removal of modifiers behind a switch. A modifier cannot be switched where it stands, so the function
 * becomes a private one, beside it a copy without the modifier is put at the end of the contract, and in front of it an
 * external function of the old name that calls the one or the other.
 */
export function composeRemovals(source: SourceText, mutants: readonly Mutant[]): Edit[] {
  const removing = mutants.filter((mutant): mutant is Removing => mutant.removal !== undefined);
  const byFunction = Map.groupBy(removing, ({ removal }) => removal.function.start);
  const edits: Edit[] = [];
  for (const [start, own] of byFunction) {
    const { removal } = own[0]!;
    const { bodyStart, contractEnd } = removal;
    const call = (id: number) => {
      const text = `${privateName(removal, id)}(${removal.argumentNames.join(", ")});`;
      return removal.returns ? `return ${text}` : `${text} return;`;
    };
    const ways = own.map(({ id }) => `if (${MUTANT_LIBRARY}.on(${id})) { ${call(id)} }`);
    const door = head(source, removal, removal.name, false, removal.modifiers).replace(/\s+/g, " ");
    edits.push({ start, end: start, text: `${door} { ${ways.join(" ")} ${call(0)} } ` });
    edits.push({ start, end: bodyStart, text: head(source, removal, privateName(removal, 0), true, []) });
    const copies = own.map((mutant) => {
      const declared = head(source, removal, privateName(removal, mutant.id), true, [mutant.removal.removed]);
      return `\n${declared} ${source.slice(bodyStart, removal.function.end)}\n`;
    });
    edits.push({ start: contractEnd - 1, end: contractEnd - 1, text: copies.join("") });
  }
  return edits;
}

function privateName({ name }: Removal, id: number): string {
  return `__${name}_${id}`;
}

/** The function's head under another name, without the given modifiers. */
function head(
  source: SourceText,
  removal: Removal,
  name: string,
  isPrivate: boolean,
  without: readonly Range[],
): string {
  const { function: whole, parametersEnd, bodyStart, override } = removal;
  const gone = isPrivate && override !== null ? [...without, override] : without;
  let at = parametersEnd;
  let after = "";
  for (const range of gone.toSorted((a, b) => a.start - b.start)) {
    after += source.slice(at, range.start);
    at = range.end;
  }
  after += source.slice(at, bodyStart);
  if (isPrivate) after = after.replace(/\b(virtual|payable)\b/g, "").replace(/\bexternal\b/, "private");
  const before = source.slice(whole.start, parametersEnd);
  return before.replace(removal.name, () => name) + after;
}
