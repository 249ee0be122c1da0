import type { OmopColumn } from "../../ehr/omop/omopColumn.ts";

/** DuckDB's types of OMOP's columns. Keys are 64 bits wide: large sites outgrow 32. */
export const SQL_TYPES: Readonly<Record<OmopColumn["type"], string>> = {
  integer: "BIGINT",
  float: "DOUBLE",
  date: "DATE",
  datetime: "TIMESTAMP",
  text: "VARCHAR",
};
