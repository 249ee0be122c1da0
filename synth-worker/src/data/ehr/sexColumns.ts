/** Columns of `person` that together say a patient's sex. */
export const SEX_COLUMNS = ["gender_concept_id", "gender_source_value"] as const;
