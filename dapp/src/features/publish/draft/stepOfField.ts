import type { DraftField } from "./draftFaults.ts";
import type { StepId } from "./steps.ts";

const FIELDS: Readonly<Record<"schema" | "terms", readonly string[]>> = {
  schema: ["schemaName", "columns", "column", "isPublicOk"],
  terms: [
    "price",
    "rowPrice",
    "costs",
    "renewalPercent",
    "epsilon",
    "epsilonPerBuyer",
    "purposesMask",
    "dataUse",
    "licence",
  ],
};

/** The step on which a field is filled in. */
export function stepOfField(field: DraftField): StepId {
  const [head] = field.split(".");
  if (head === "sample") return "file";
  if (FIELDS.schema.includes(head!)) return "schema";
  return FIELDS.terms.includes(head!) ? "terms" : "about";
}
