import { SymbolonError } from "@symbolon/protocol";
import type { CaseRecord } from "./caseRecord.ts";

/** Throws E3013 unless the next act of the case has this number: so a signature works once, and nobody acts on an old reading. */
export function requireSequence({ state }: CaseRecord, given: number): void {
  if (state.sequence !== given) throw new SymbolonError("E3013", { current: state.sequence, given });
}
