import { HEALTH_CATEGORIES } from "../../catalogue/healthCategories.ts";

/** Points of Art. 51(1) whose duties start two years after the others (Art. 105). */
const LATER: readonly string[] = ["b", "f", "g", "m", "p"];
/** Points for which Member States may lay down stricter measures (Art. 51(4)). */
const STRICTER: readonly string[] = ["f", "g", "i", "q"];

/**
 * What the law adds to each category of Art. 51(1), in its order: from which day Chapter IV applies to it (Art. 105, `YYYY-MM-DD`) and
 * whether national law may be stricter (Art. 51(4)). Regulation (EU) 2025/327.
 */
export const CATEGORY_RULES = HEALTH_CATEGORIES.map(({ point }) => ({
  point,
  appliesFrom: LATER.includes(point) ? "2031-03-26" : "2029-03-26",
  stricterNationalLaw: STRICTER.includes(point),
}));
