import type { DatasetSchema } from "@symbolon/protocol";
import type { ReactNode } from "react";
import { CohortBuilder } from "./CohortBuilder.tsx";
import type { DraftCondition } from "./contents.ts";

/** The group of patients that a result is of, and how many there would be. `hint` says what the group means to this kind of order. */
export function CohortFields({
  schema,
  cohort,
  hint,
  feasibility,
  onChange,
}: {
  schema: DatasetSchema;
  cohort: readonly DraftCondition[];
  hint: string;
  feasibility: ReactNode;
  onChange: (cohort: readonly DraftCondition[]) => void;
}) {
  return (
    <fieldset className="stack stack--tight" aria-label="Cohort">
      <p className="field__label">Cohort</p>
      <p className="field__hint">{hint}</p>
      <CohortBuilder schema={schema} cohort={cohort} onChange={onChange} />
      {cohort.length === 0 ? null : feasibility}
    </fieldset>
  );
}
