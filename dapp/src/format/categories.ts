import { HEALTH_CATEGORIES } from "@symbolon/protocol";

/** Label of a category code (position in Regulation (EU) 2025/327 Art. 51(1), 0 = point a); unknown codes as their number. */
export function categoryLabel(code: number): string {
  return HEALTH_CATEGORIES[code]?.label ?? `Category ${code}`;
}
