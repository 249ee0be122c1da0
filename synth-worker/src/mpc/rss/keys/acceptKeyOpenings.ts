import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { fromHex } from "@symbolon/protocol";
import { commitmentOf } from "../../commitmentOf.ts";
import { sameBytes } from "../sameBytes.ts";
import { stopped } from "../stopped.ts";
import { keyCommitment } from "./keyCommitment.ts";
import type { AwaitingKeyOpenings, ForNeighbours, KeyOpeningMessage, KeysAgreed } from "./keySetupState.ts";

/**
 * Takes both neighbours' contributions, checks them against their commitments (E4020 naming the party otherwise) and derives keys and
 * session. The key of link (i, i + 1) is HKDF-SHA256 (RFC 5869) of both contributions, party i's first. The session is the digest of the job
 * and of three nonces, one of each party: a party that gives its neighbours different nonces ends in a session of its own.
 */
export function acceptKeyOpenings(
  state: AwaitingKeyOpenings,
  openings: ForNeighbours<KeyOpeningMessage>,
): KeysAgreed {
  const { orderId, job, index, nonce, own, theirs } = state;
  const sides = { previous: (index + 2) % 3, next: (index + 1) % 3 } as const;
  for (const side of ["previous", "next"] as const) {
    const from = sides[side];
    const { nonce: theirNonce, commitment } = theirs[side];
    const expected = keyCommitment({
      job,
      from,
      to: index,
      nonce: theirNonce,
      contribution: openings[side],
    });
    if (!sameBytes(expected, commitment)) {
      throw stopped(orderId, `party ${from} revealed another key contribution than it committed to`);
    }
  }
  const pairKey = (first: Uint8Array, second: Uint8Array): Uint8Array =>
    hkdf(sha256, concatBytes(first, second), job, utf8ToBytes("symbolon/rss-pair-key/1"), 32);
  const nonces: Uint8Array[] = [];
  nonces[index] = nonce;
  nonces[sides.previous] = theirs.previous.nonce;
  nonces[sides.next] = theirs.next.nonce;
  return {
    step: "keysAgreed",
    keys: {
      own: pairKey(openings.previous.share, own.previous.share),
      next: pairKey(own.next.share, openings.next.share),
    },
    session: fromHex(commitmentOf("symbolon/rss-session/1", [job, ...nonces])),
  };
}
