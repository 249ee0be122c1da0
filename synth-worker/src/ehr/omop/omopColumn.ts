/**
 * A column of an OMOP table (OMOP CDM 5.4). Dates are texts "2021-05-09", date-times "2021-05-09T14:30:00" without a zone. `references` is the
 * table whose key the column holds; `length` the most characters of a text.
 */
export type OmopColumn = {
  readonly type: "integer" | "float" | "date" | "datetime" | "text";
  readonly isRequired: boolean;
  readonly isKey?: true;
  readonly references?: string;
  readonly length?: number;
};
