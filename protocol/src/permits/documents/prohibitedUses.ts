/**
 * Prohibited secondary uses, Regulation (EU) 2025/327 Art. 54(a) to (e), in order; `label` is a shortened reading. An applicant attests
 * each of the five on its own.
 */
export const PROHIBITED_USES = [
  { point: "a", code: "DETRIMENTAL_DECISIONS", label: "Decisions to a person's detriment" },
  {
    point: "b",
    code: "JOBS_INSURANCE_CREDIT_DISCRIMINATION",
    label: "Decisions on jobs, insurance or credit, and other discrimination",
  },
  { point: "c", code: "ADVERTISING_MARKETING", label: "Advertising and marketing" },
  { point: "d", code: "HARMFUL_PRODUCTS", label: "Products and services that may harm" },
  { point: "e", code: "ETHICS_CONFLICT", label: "What national ethical provisions forbid" },
] as const;
