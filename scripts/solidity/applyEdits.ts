import type { SourceText } from "./sourceText.ts";

/** Replaces bytes [start, end) by `text`; start equal to end inserts. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** The source with all edits made. Edits at one place keep their order; overlapping ones throw Error. */
export function applyEdits(source: SourceText, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < at) throw new Error(`${source.name}: two edits overlap at byte ${edit.start}`);
    parts.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(source.slice(at, source.bytes.length));
  return parts.join("");
}
