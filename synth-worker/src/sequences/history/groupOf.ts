import type { CodeGroups } from "./codeGroups.ts";

/** The group of a code; a missing one is in the last. */
export function groupOf(groups: CodeGroups, code: number): number {
  return groups.groupOf[code] ?? groups.count - 1;
}
