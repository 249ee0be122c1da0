import type { HolderDeclaration } from "@symbolon/protocol";

/** Whether a declared dataset's holder has the duties of Chapter IV (Regulation (EU) 2025/327 Art. 50(1), (2)). */
export const isInScope = ({ holderClass, nationalExtension }: HolderDeclaration): boolean =>
  holderClass === "obliged" || nationalExtension !== null;
