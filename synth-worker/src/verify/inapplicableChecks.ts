import { chainFacts } from "./chainFacts.ts";
import type { Evidence } from "./evidence.ts";
import { type ResultKind, resultKind } from "./resultKind.ts";

/** A check that says nothing about this order or this input, and why. */
export type NotApplicable = { readonly name: string; readonly reason: string };

/** Checks that are of one kind of result alone, by that kind. */
const OF_KIND: Readonly<Record<ResultKind, readonly string[]>> = {
  private: ["model of the order", "privacy of the model", "rows regenerated from the model"],
  "high-fidelity": ["origin of the file", "privacy of the file", "rows"],
  statistics: ["result of the order", "transcript of the rounds", "figures of the result"],
};
const WHY: Readonly<Record<ResultKind, string>> = {
  private: "the order asked for no private file",
  "high-fidelity": "the order asked for no high-fidelity file",
  statistics: "the order asked for no statistic",
};
/** Checks that only the file itself can answer; the rows of a private file are made again without it. */
const OF_FILE = ["file hash", "rows", "result of the order", "figures of the result"];

/** What verifyEvidence leaves out for this evidence, with or without the file. Throws E2004 when the logs do not place the order. */
export function inapplicableChecks(evidence: Evidence, hasFile: boolean): NotApplicable[] {
  const kind = resultKind(evidence, chainFacts(evidence));
  const others = (Object.keys(OF_KIND) as ResultKind[]).filter((other) => other !== kind);
  const ofOthers = others.flatMap((other) => OF_KIND[other].map((name) => ({ name, reason: WHY[other] })));
  const left = hasFile ? [] : OF_FILE.filter((name) => name === "file hash" || OF_KIND[kind].includes(name));
  return [...left.map((name) => ({ name, reason: "the file was not given" })), ...ofOthers];
}
