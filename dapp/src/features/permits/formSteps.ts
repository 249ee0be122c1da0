import type { CaseLane } from "../../data/gateway/permitTypes.ts";
import type { DocumentFaults } from "./documentFaults.ts";

/** A step of the form: its place on the page, its title, and the places of the document that it fills. */
export type FormPart = {
  readonly id: string;
  readonly title: string;
  readonly places: readonly string[];
};

const BEFORE: readonly FormPart[] = [
  { id: "lane", title: "What you ask for", places: ["format", "chainId", "account"] },
  { id: "applicant", title: "Applicant", places: ["applicant"] },
  { id: "purpose", title: "Purpose and use", places: ["summary", "purposes", "use"] },
  { id: "data", title: "Data and period", places: ["data"] },
];
const PERMIT: readonly FormPart[] = [
  { id: "format", title: "Format", places: ["dataFormat", "ownDatasets"] },
  { id: "safeguards", title: "Safeguards and environment", places: ["safeguards", "environment"] },
  { id: "persons", title: "Persons with access", places: ["persons"] },
  { id: "duration", title: "Duration", places: ["period"] },
  { id: "ethics", title: "Ethics and exceptions", places: ["ethics", "optOutException"] },
];
const REQUEST: readonly FormPart[] = [
  { id: "statistic", title: "Statistic", places: ["statisticalContent", "lawfulBasis"] },
  { id: "safeguards", title: "Safeguards", places: ["safeguards", "optOutException"] },
];
const ATTEST: FormPart = {
  id: "attest",
  title: "Attestations",
  places: ["attestations", "noReidentification"],
};

/** Steps of the form of a lane, in order. */
export function formSteps(lane: CaseLane): readonly FormPart[] {
  return [...BEFORE, ...(lane === "permit" ? PERMIT : REQUEST), ATTEST];
}

/** How many faults lie in a step. */
export function faultsIn({ places }: FormPart, faults: DocumentFaults): number {
  return [...faults.keys()].filter((at) => places.includes(at.split(".")[0]!)).length;
}
