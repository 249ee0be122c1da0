import type { AuditOutcome } from "./auditTask.ts";

/** One line of the result: what was checked, how it ended, and what was compared or why it says nothing here. */
export type AuditLine = {
  readonly name: string;
  readonly state: "pass" | "fail" | "not-applicable";
  readonly text: string;
  readonly code?: string | undefined;
};
export type AuditGroup = {
  readonly title: string;
  readonly lead: string;
  readonly lines: readonly AuditLine[];
};

/** Parts of the way from a file back to the patients, with the beginnings of the names of their checks. */
const GROUPS = [
  {
    title: "The file",
    lead: "Its bytes against the hash on chain and, for a private file, the rows made again from the public model.",
    names: ["file hash", "rows", "result of the order", "figures of the result", "origin of the file"],
  },
  {
    title: "The order",
    lead: "What was asked, paid and delivered, from the contracts' own words.",
    names: ["records on chain", "order"],
  },
  {
    title: "The computation",
    lead: "Who computed what, signed and fixed before the privacy budget was charged.",
    names: [
      "manifest",
      "node signatures",
      "result commitments",
      "transcript",
      "model of the order",
      "inputs",
    ],
  },
  {
    title: "Privacy",
    lead: "What was looked at, at which price, and that it fits the budget.",
    names: ["privacy", "budget"],
  },
  {
    title: "The certificate",
    lead: "An independent evaluator's signature, the hospitals' signed answers, and the figures computed once more.",
    names: ["certificate", "evaluator signature", "hospital answers"],
  },
  {
    title: "Consent and permit",
    lead: "The legal basis from claim to delivery.",
    names: ["consent", "data permit"],
  },
  { title: "Money", lead: "Fees as set when ordered, and shares to the wei.", names: ["fees", "payouts"] },
] as const;
/** What the model says against itself has names of its own, all of them about the model. */
const REST = 2;

/** The outcome as lines by part; every line is in exactly one, empty parts are left out. */
export function auditGroups({ checks, notApplicable }: AuditOutcome): AuditGroup[] {
  const lines: AuditLine[] = [
    ...checks.map(({ name, ok, detail, code }) => ({
      name,
      state: ok ? ("pass" as const) : ("fail" as const),
      text: detail,
      code,
    })),
    ...notApplicable.map(({ name, reason }) => ({ name, state: "not-applicable" as const, text: reason })),
  ];
  return GROUPS.map(({ title, lead }, place) => ({
    title,
    lead,
    lines: lines.filter(({ name }) => placeOf(name) === place),
  })).filter((group) => group.lines.length > 0);
}

/** The part whose longest beginning fits; "order spec" is of the order, "plan of the model" of the computation. */
function placeOf(name: string): number {
  const fits = GROUPS.flatMap(({ names }, place) =>
    names.filter((start) => name.startsWith(start)).map((start) => ({ place, length: start.length })),
  ).sort((a, b) => b.length - a.length);
  return fits[0]?.place ?? REST;
}
