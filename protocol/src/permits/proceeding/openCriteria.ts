import type { Proceeding } from "./proceeding.ts";
import { CRITERIA, type Criterion } from "./proceedingAct.ts";

/** Criteria of Art. 68(1) that are not recorded as met or, where that is possible, as not applicable. None: a permit may be issued. */
export function openCriteria({ criteria }: Pick<Proceeding, "criteria">): Criterion[] {
  return CRITERIA.filter((criterion) => {
    const finding = criteria[criterion]?.finding;
    return finding !== "met" && finding !== "not-applicable";
  });
}
