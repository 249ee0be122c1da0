import { type AccessBody, chargedCents, type Hex, stateAt } from "@symbolon/protocol";
import type { CaseRecord } from "./caseRecord.ts";

/** An entry of the public register; times in unix seconds. It names legal entities, never a natural person. */
export type RegisterEntry = {
  readonly applicationHash: string;
  readonly country: string;
  readonly lane: "permit" | "request";
  readonly accessBody: string;
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
    readonly feeCents: string;
  } | null;
  readonly results: { readonly url: string; readonly digest: string; readonly publishedAt: number } | null;
  readonly sequence: number;
};

/**
 * What everybody may know of a case (Art. 57(1)(j)(ii), (iii), (v), 58(1)(f), (g)): the application from its receipt, the decision with its
 * justification from the moment it is recorded, the results.
 */
export function registerEntry(record: CaseRecord, body: AccessBody, now: number): RegisterEntry {
  const { row, acts } = record;
  const published = acts.find(({ kind }) => kind === "results-published");
  const results =
    published === undefined ? null : (JSON.parse(published.body) as { url: string; digest: string });
  const common = {
    applicationHash: row.application_hash,
    country: row.country,
    lane: row.lane,
    accessBody: body.name,
    applicant: row.applicant,
    applicantClass: row.applicant_class,
    title: row.title,
    summary: row.summary,
    purposes: row.purposes,
    categories: row.categories,
    datasetIds: record.state.datasetIds,
    receivedAt: row.received_at,
    decidedAt: record.state.decidedAt,
    results:
      results === null
        ? null
        : { url: results.url, digest: results.digest, publishedAt: published!.acted_at },
    sequence: record.state.sequence,
  };
  if (record.lane === "request") {
    const refused = acts.find(({ kind }) => kind === "refused");
    const justification =
      refused === undefined ? null : (JSON.parse(refused.body) as { justification: string }).justification;
    return {
      ...common,
      state: record.state.phase,
      refusal: justification === null ? null : { code: "OTHER", justification },
      permit: null,
    };
  }
  const { permit, refusal } = record.state;
  return {
    ...common,
    state: stateAt(record.state, now, body),
    refusal,
    permit:
      permit === null
        ? null
        : {
            permitId: permit.permitId,
            version: permit.version,
            decisionHash: permit.decisionHash,
            issuedAt: permit.issuedAt,
            validFrom: permit.validFrom,
            validUntil: permit.validUntil,
            feeCents: chargedCents(record.state).toString(),
          },
  };
}
