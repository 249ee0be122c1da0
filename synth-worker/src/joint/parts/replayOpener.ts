import { canonicalJson, SymbolonError } from "@symbolon/protocol";
import { inPartUnits } from "./inPartUnits.ts";
import type { OpenedPart } from "./openedPart.ts";
import { partDocument } from "./partDocument.ts";
import type { PartsOpener } from "./partsOpener.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * Answers a program with what was opened before, so that anybody makes its model again. Throws E1006 when the program asks for something
 * else than the openings are of; `isSpent` says whether it asked for all of them.
 */
export function replayOpener(
  plan: PartsPlan,
  { opened, guarantee }: { readonly opened: readonly OpenedPart[]; readonly guarantee: boolean },
): PartsOpener & { readonly isSpent: () => boolean } {
  const left = opened.flatMap(({ opening }) => (opening === null ? [] : [opening]));
  let at = 0;
  return {
    guarantee,
    isSpent: () => at === left.length,
    async open(parts) {
      await Promise.resolve();
      return parts.map((part) => {
        const next = left[at++];
        if (
          next === undefined ||
          canonicalJson(partDocument(next.part)) !== canonicalJson(partDocument(part))
        )
          throw new SymbolonError("E1006", {
            document: "joint openings",
            reason: `opening ${at} is not of ${part.what}`,
          });
        return inPartUnits(plan, part, next.numbers);
      });
    },
  };
}
