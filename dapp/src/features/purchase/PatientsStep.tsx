import { type DatasetSchema, MIN_COHORT_HOLDOUT } from "@symbolon/protocol";
import type { ReactNode } from "react";
import { omopTableName } from "../../format/omopTableName.ts";
import { CohortFields } from "./CohortFields.tsx";
import type { DraftContents } from "./contents.ts";
import { FormStep } from "./FormStep.tsx";
import { UnpredictedNote } from "./UnpredictedNote.tsx";

/** What an archive of whole patients holds, and of which group they are: conditions are on the patients' own record. */
export function PatientsStep({
  number,
  schema,
  cohort,
  feasibility,
  error,
  onCohort,
}: {
  number: number;
  schema: DatasetSchema;
  cohort: DraftContents["cohort"];
  feasibility: ReactNode;
  error?: string | undefined;
  onCohort: (cohort: DraftContents["cohort"]) => void;
}) {
  const tables = schema.related?.tables ?? [];
  return (
    <FormStep number={number} title="Contents" error={error}>
      <p className="small soft">
        A ZIP archive: <span className="mono">patients.csv</span> with all {schema.columns.length} variables
        of each patient, and one CSV file for each table over time, as OMOP common data model 5.4 has them:{" "}
        {tables.map((table) => omopTableName(table).toLowerCase()).join(", ")}.
      </p>
      <CohortFields
        schema={schema}
        cohort={cohort}
        hint={`Patients of this group only; without a condition, of all. The hospital needs ${MIN_COHORT_HOLDOUT} held-out patients in it to judge the archive; else nothing is made and your money comes back.`}
        feasibility={feasibility}
        onChange={onCohort}
      />
      <UnpredictedNote />
    </FormStep>
  );
}
