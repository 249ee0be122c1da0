import type { DatasetDetails } from "../../data/gateway/types.ts";
import { CohortBuilder } from "../purchase/CohortBuilder.tsx";
import { cohortOf } from "../purchase/cohortOf.ts";
import type { DraftCondition } from "../purchase/contents.ts";
import { FeasibilityCheck } from "../purchase/FeasibilityCheck.tsx";

/** "How many would there be?" about one dataset, before anybody applies; nothing while its variables are not known. */
export function FeasibilityCard({
  dataset,
  cohort,
  onCohort,
}: {
  dataset: DatasetDetails;
  cohort: readonly DraftCondition[];
  onCohort: (cohort: readonly DraftCondition[]) => void;
}) {
  const { schema } = dataset;
  if (schema === null) return null;
  return (
    <details open={cohort.length > 0}>
      <summary>How many patients would there be?</summary>
      <div className="stack stack--tight details__body">
        <CohortBuilder schema={schema} cohort={cohort} onChange={onCohort} />
        {cohort.length === 0 ? null : (
          <FeasibilityCheck datasets={[dataset]} cohort={cohortOf(cohort, schema)} />
        )}
      </div>
    </details>
  );
}
