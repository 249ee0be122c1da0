import { caseRecord } from "./caseRecord.ts";
import { type CaseRow, caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";
import { requireAccessBody } from "./requireAccessBody.ts";

const DAY_SECONDS = 86_400;
const PAGE = 200;

/** Counts of an access body's activity between two times; amounts in euro cents as decimal text. */
export type ActivityReport = {
  readonly country: string;
  readonly from: number;
  readonly until: number;
  readonly applications: number;
  readonly requests: number;
  readonly issued: number;
  readonly approvedRequests: number;
  readonly answeredRequests: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly revoked: number;
  readonly resultsPublished: number;
  readonly purposes: Readonly<Record<string, number>>;
  readonly categories: Readonly<Record<string, number>>;
  readonly applicantClasses: Readonly<Record<string, number>>;
  /** From receipt to access, over permits whose data were opened in the time; null for none. */
  readonly averageDaysToAccess: number | null;
  readonly quotedCents: string;
  /** Fines on data users (Art. 64), and what they amount to. */
  readonly fines: number;
  readonly finesCents: string;
};

/**
 * The figures of an activity report (Regulation (EU) 2025/327 Art. 59(1)) that follow from the acts of an access body's cases: what was
 * received (by purpose, category and class) and what was decided from `from` on and before `until`. Throws E3014.
 */
export async function activityReport(
  context: PermitContext,
  country: string,
  from: number,
  until: number,
): Promise<ActivityReport> {
  const body = await requireAccessBody(context, country);
  const storage = caseStorage(context.database);
  const within = (at: number | null | undefined): at is number => at != null && at >= from && at < until;
  const counts: Record<string, number> = {};
  const by = { purposes: {}, categories: {}, applicantClasses: {} } as Record<string, Record<string, number>>;
  const add = (into: Record<string, number>, name: string) => {
    into[name] = (into[name] ?? 0) + 1;
  };
  const days: number[] = [];
  let quotedCents = 0n;
  const fines: bigint[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const rows: CaseRow[] = await storage.list({ country }, PAGE, offset);
    const acts = await storage.acts(rows);
    for (const row of rows) {
      const own = acts.filter((act) => act.application_hash === row.application_hash);
      if (within(row.received_at)) {
        add(counts, row.lane === "permit" ? "applications" : "requests");
        for (const purpose of row.purposes) add(by.purposes!, purpose);
        for (const category of row.categories) add(by.categories!, category);
        add(by.applicantClasses!, row.applicant_class);
      }
      for (const { kind, acted_at } of own) if (within(acted_at)) add(counts, `${row.lane}:${kind}`);
      const { state } = caseRecord(row, own, body);
      if (state.lane === "permit") {
        for (const { amountCents, at } of state.fines) if (within(at)) fines.push(amountCents);
        if (within(state.openedAt)) days.push((state.openedAt - state.submittedAt) / DAY_SECONDS);
        if (within(state.permit?.issuedAt)) quotedCents += state.quote?.totalCents ?? 0n;
      } else if (within(state.approvedAt)) quotedCents += state.quote?.totalCents ?? 0n;
    }
    if (rows.length < PAGE) break;
  }
  const of = (name: string) => counts[name] ?? 0;
  const both = (kind: string) => of(`permit:${kind}`) + of(`request:${kind}`);
  return {
    country,
    from,
    until,
    applications: of("applications"),
    requests: of("requests"),
    issued: of("permit:issued"),
    approvedRequests: of("request:approved"),
    answeredRequests: of("request:answered"),
    refused: both("refused"),
    withdrawn: both("withdrawn"),
    revoked: of("permit:revoked"),
    resultsPublished: both("results-published"),
    purposes: by.purposes!,
    categories: by.categories!,
    applicantClasses: by.applicantClasses!,
    averageDaysToAccess: days.length === 0 ? null : days.reduce((sum, each) => sum + each, 0) / days.length,
    quotedCents: quotedCents.toString(),
    fines: fines.length,
    finesCents: fines.reduce((sum, cents) => sum + cents, 0n).toString(),
  };
}
