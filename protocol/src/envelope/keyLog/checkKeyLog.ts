import { digestOfDocument } from "../../content/digest.ts";
import type { Hex } from "../../content/hex.ts";
import type { KeyLogDay } from "../../messages/keyLogDay.ts";
import type { KeyLogDetail } from "../../messages/keyLogDetail.ts";
import { keyLogGenesis } from "./keyLogGenesis.ts";
import { keyLogHash } from "./keyLogHash.ts";

const DAY_SECONDS = 86_400;

/** One thing that does not fit; `sequence` where it is about one entry. */
export type KeyLogFinding = { readonly day: string; readonly sequence: number | null; readonly what: string };

/** What a key log is checked against. */
export type KeyLogEvidence = {
  readonly chainId: number;
  /** Digests of day documents that the chain or a signature vouches for, by day. A day vouched for also vouches for all before it. */
  readonly trusted: ReadonlyMap<string, Hex>;
  /** Entries in full, as far as they are known to who checks. */
  readonly details?: readonly KeyLogDetail[];
};

/**
 * Checks a key log from its first day on: every day follows the one before without a gap, its entries chain to its head, known details are
 * at the place and day they claim, and days vouched for are those that were vouched for. No finding means: no entry up to the last trusted
 * day was removed, changed, added or moved after that day was vouched for. Documents after it are only consistent with themselves.
 */
export function checkKeyLog(days: readonly KeyLogDay[], evidence: KeyLogEvidence): KeyLogFinding[] {
  const findings: KeyLogFinding[] = [];
  const seen = new Map(days.map((day) => [day.day, digestOfDocument(day)]));
  for (const [day, digest] of evidence.trusted) {
    const actual = seen.get(day);
    if (actual === undefined) findings.push({ day, sequence: null, what: "the day is missing" });
    else if (actual !== digest)
      findings.push({ day, sequence: null, what: "it is not the document that was vouched for" });
  }
  let before: KeyLogDay | null = null;
  for (const day of days) {
    for (const what of [...faultsOfPlace(day, before, evidence.chainId), ...faultsOfChain(day)])
      findings.push({ day: day.day, sequence: null, what });
    before = day;
  }
  let at = 0;
  for (const detail of [...(evidence.details ?? [])].sort((a, b) => a.sequence - b.sequence)) {
    const day = new Date(detail.at * 1000).toISOString().slice(0, 10);
    const what = faultOfDetail(
      detail,
      days.find((each) => each.day === day),
    );
    if (what !== null) findings.push({ day, sequence: detail.sequence, what });
    if (detail.at < at)
      findings.push({ day, sequence: detail.sequence, what: "it is older than the entry before" });
    at = detail.at;
  }
  return findings;
}

function faultsOfPlace(day: KeyLogDay, before: KeyLogDay | null, chainId: number): string[] {
  const faults: string[] = [];
  if (day.chainId !== chainId) faults.push(`it is for chain ${day.chainId}`);
  if (before === null) {
    if (day.firstSequence !== 1 || day.previousDay !== null || day.previousHash !== keyLogGenesis(chainId))
      faults.push("it is not a log's first day");
    return faults;
  }
  if (secondsOf(day.day) - secondsOf(before.day) !== DAY_SECONDS)
    faults.push(`it does not follow ${before.day}`);
  if (day.previousDay !== digestOfDocument(before)) faults.push("the document before is another one");
  if (day.firstSequence !== before.firstSequence + before.details.length)
    faults.push("its numbers do not go on where the day before ended");
  if (day.previousHash !== before.head) faults.push("it does not start from the head of the day before");
  return faults;
}

function faultsOfChain(day: KeyLogDay): string[] {
  let hash: Hex = day.previousHash;
  day.details.forEach((detail, index) => {
    hash = keyLogHash(day.firstSequence + index, detail, hash);
  });
  return hash === day.head ? [] : ["its entries do not lead to its head"];
}

function faultOfDetail(detail: KeyLogDetail, day: KeyLogDay | undefined): string | null {
  if (day === undefined) return "its day has no document";
  if (day.details[detail.sequence - day.firstSequence] !== digestOfDocument(detail))
    return "the log has another entry there";
  if (detail.act === "destroyed" && !day.receipts.includes(detail.receiptDigest))
    return "its receipt is not named by the day";
  return null;
}

function secondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
