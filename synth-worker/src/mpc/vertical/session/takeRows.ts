import { SymbolonError } from "@symbolon/protocol";
import { stopped } from "../../rss/stopped.ts";
import { tokenCount } from "../join/tokenCount.ts";
import { acceptRows, type HeldRows } from "../rows/acceptRows.ts";
import { parseRowPackage } from "../rows/parseRowPackage.ts";
import { holderOf } from "./holderOf.ts";
import type { JoiningSession, VerticalSession } from "./verticalSession.ts";

/**
 * Takes a hospital's rows (bytes of writeRowPackage, unsealed). With the last hospital's the session is joined and the key share dropped. The caller keeps
 * the rows: large, and SECRET. Throws E4005 for a data set that is not in the job, E4002 for a second package (the first stands), E4020
 * for rows of a hospital that has no answered list or more rows than it had identifiers, and for what parseRowPackage and acceptRows refuse.
 *
 * Sensitivity, when a patient is in several hospitals: tokens ascend strictly, so the patient is one row here at most, and one joined row
 * whatever the number of hospitals. Each measured table changes by at most 1 in one cell when the patient is added or removed, at one
 * hospital or at all (docs/proofs/vertical-products.md, 6). Tables of hospitals that are stacked, not joined, are another matter (8, overlapVariance).
 */
export function takeRows(
  session: JoiningSession,
  sent: { readonly datasetId: string; readonly bytes: Uint8Array },
): { readonly session: VerticalSession; readonly held: HeldRows } {
  const { job, node } = session;
  const { orderId } = job;
  const { datasetId, bytes } = sent;
  const holder = holderOf(session, datasetId);
  const { list, rows } = session.holders[holder]!;
  if (rows !== null) throw new SymbolonError("E4002", { datasetId, orderId });
  const refuse = (reason: string) => stopped(orderId, `data set ${datasetId} sent ${reason}`);
  if (list === null) throw refuse("rows before a list of identifiers");
  const parsed = parseRowPackage(job, node, bytes);
  if (parsed.holder !== holder) throw refuse(`rows of holder ${parsed.holder}`);
  const count = tokenCount(parsed.tokens);
  if (count > list.identifiers) throw refuse(`${count} rows for ${list.identifiers} identifiers`);
  const held = acceptRows(job, node, parsed);
  const holders = session.holders.with(holder, { list, rows: { commitments: held.commitments, count } });
  const joined = holders.every((each) => each.rows !== null);
  return { held, session: joined ? { step: "joined", job, node, holders } : { ...session, holders } };
}
