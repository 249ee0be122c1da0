import { sha256 } from "@noble/hashes/sha2.js";
import { toHex } from "@symbolon/protocol";
import { stopped } from "../../rss/stopped.ts";
import { parseList } from "../join/parseList.ts";
import { holderOf } from "./holderOf.ts";
import type { JoiningSession } from "./verticalSession.ts";

/**
 * Takes note of a hospital's list (bytes of writeList): the state that knows of it, and the elements to answer (evaluateBlinded,
 * evaluateInTurns). ONE list per hospital and key: whoever has answers to n elements can make the tokens of n identifiers and no more
 * (one-more Diffie-Hellman; Jarecki, Kiayias, Krawczyk 2014), so this and the limit on its length decide how many identifiers a hospital
 * can try out. The same bytes again are the same list. Throws E4005 for a data set that is not in the job; E4020 for another list after the
 * first, a list longer than the data set has patients, or bytes that are no list.
 */
export function noteList(
  session: JoiningSession,
  asked: { readonly datasetId: string; readonly list: Uint8Array },
): { readonly session: JoiningSession; readonly elements: readonly Uint8Array[] } {
  const { job, mostRows, holders } = session;
  const { datasetId, list } = asked;
  const holder = holderOf(session, datasetId);
  const refuse = (reason: string) => stopped(job.orderId, `data set ${datasetId} ${reason}`);
  const elements = parseList(job.orderId, list);
  const digest = toHex(sha256(list));
  const first = holders[holder]!.list;
  if (first !== null && first.digest !== digest) throw refuse("sent a second list of identifiers");
  if (elements.length > mostRows[holder]!)
    throw refuse(`sent ${elements.length} identifiers and has ${mostRows[holder]} patients at most`);
  const seen = { digest, identifiers: elements.length };
  return {
    session: { ...session, holders: holders.with(holder, { ...holders[holder]!, list: seen }) },
    elements,
  };
}
