/** The wizard's steps in order; signing is part of the last. */
export const STEPS = [
  { id: "file", title: "File" },
  { id: "schema", title: "Columns" },
  { id: "about", title: "Description" },
  { id: "terms", title: "Terms" },
  { id: "review", title: "Review and sign" },
] as const;

export type StepId = (typeof STEPS)[number]["id"];
