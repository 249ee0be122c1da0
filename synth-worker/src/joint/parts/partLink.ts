import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { OpenedPart } from "./openedPart.ts";
import { partDocument } from "./partDocument.ts";

/**
 * The next link of the chain over all openings: SHA-256 of the canonical document of the link before (at first the digest of the inputs),
 * the charge, and the digest of part, its shares and numbers, or "lost".
 */
export function partLink(previous: Hex, { entry, opening }: Omit<OpenedPart, "chain">): Hex {
  return digestOfDocument({
    format: "symbolon/joint-part/1",
    previous,
    entry,
    opened:
      opening === null
        ? "lost"
        : digestOfDocument({
            ...partDocument(opening.part),
            inputs: opening.inputs,
            numbers: opening.numbers,
          }),
  });
}
