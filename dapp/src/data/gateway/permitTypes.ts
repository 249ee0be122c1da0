import type { Actor, DataRequestAct, Deadline, Hex, ProceedingAct } from "@symbolon/protocol";

/** Towards a data permit (Regulation (EU) 2025/327 Art. 67) or a statistical answer (Art. 69). */
export type CaseLane = "permit" | "request";

/** Which case: an application before one country's access body. */
export type CaseId = { readonly applicationHash: Hex; readonly country: string };

/** An entry of the public register; times in unix seconds, amounts in euro cents. */
export type RegisterEntry = CaseId & {
  readonly lane: CaseLane;
  readonly accessBody: string;
  /** Null for a natural person, who stays unnamed. */
  readonly applicant: string | null;
  readonly applicantClass: string;
  readonly title: string;
  readonly summary: string;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly datasetIds: readonly string[];
  readonly state: string;
  readonly receivedAt: number;
  readonly decidedAt: number | null;
  readonly refusal: { readonly code: string; readonly justification: string } | null;
  readonly permit: {
    readonly permitId: string;
    readonly version: number;
    readonly decisionHash: Hex;
    readonly issuedAt: number;
    readonly validFrom: number;
    readonly validUntil: number;
    readonly feeCents: bigint;
  } | null;
  readonly results: { readonly url: string; readonly digest: Hex; readonly publishedAt: number } | null;
  /** Number of the next act. */
  readonly sequence: number;
};

/** An entry as its parties see it in a list: with their roles and every clock. */
export type OwnCase = RegisterEntry & {
  readonly actors: readonly Actor[];
  readonly deadlines: readonly Deadline[];
};

/** An act as it was recorded. */
export type CaseAct = {
  readonly sequence: number;
  readonly actor: Actor;
  readonly at: number;
  readonly act: ProceedingAct | DataRequestAct;
};

/** A case as its parties see it; `sealed` is the application sealed to the access body, for that body alone. */
export type WholeCase = OwnCase & { readonly acts: readonly CaseAct[]; readonly sealed: Hex | null };

/** Conditions on the register, all of which hold; empty text is none. */
export type RegisterFilter = {
  readonly country: string;
  readonly lane: string;
  readonly purpose: string;
  readonly dataset: string;
};

/** A complaint (Art. 81) as its complainant sees it; `envelope` (sealed words) only for the access body. */
export type ComplaintStatus = {
  readonly complaintId: string;
  readonly country: string;
  readonly article: string;
  readonly queue: string;
  readonly lodgedAt: number;
  readonly steps: readonly { readonly kind: string; readonly text: string; readonly at: number }[];
  readonly envelope: Hex | null;
};
