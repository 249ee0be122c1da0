import { SymbolonError } from "@symbolon/protocol";
import { runningHash } from "../../random/runningHash.ts";
import { openChannel } from "./channel.ts";
import type { Link } from "./link.ts";
import { multiply } from "./multiply.ts";
import { openShared } from "./openShared.ts";
import type { Party } from "./party.ts";
import type { PartyCore } from "./partyCore.ts";
import type { PartyKeys } from "./partyKeys.ts";
import { derivePrss } from "./prss.ts";
import type { Shared } from "./shared.ts";
import { stopped } from "./stopped.ts";
import { transcriptDigest } from "./transcriptDigest.ts";
import { compareDigests } from "./verification/compareDigests.ts";
import { gateLog } from "./verification/gateLog.ts";
import { verifyGates } from "./verification/verifyGates.ts";

/**
 * Most words of gates that wait for one verification (2^25 gates): bounds the memory of a long computation to about 0.2 GB. Far above the
 * 0.37 M words from which two triples per gate suffice (verification/bucketSize.ts).
 */
const LOG_WORDS = 2 ** 20;

/** What a party starts from. Keys and session are of one job and one attempt: after a stop both are made anew. */
export type PartySetup = {
  readonly index: 0 | 1 | 2;
  readonly orderId: string;
  readonly mode: Party["mode"];
  /** Emptied by startParty: they start one party, once. */
  readonly keys: PartyKeys;
  /** 32 bytes that name this attempt, the same at all three. */
  readonly session: Uint8Array;
  /** To party index - 1 and to party index + 1, modulo 3. */
  readonly links: { readonly previous: Link; readonly next: Link };
};

/** A party, and what only its driver needs. */
export type RunningParty = Party & {
  /**
   * Stops everybody (E4020) unless all three call it with the same bytes: input commitments, a manifest, a result. Compares the
   * transcripts of the links too. One round.
   */
  readonly agree: (what: string, bytes: Uint8Array) => Promise<void>;
  /** SHA-256 of each link's messages so far; both ends of a link have the same one after the last operation. */
  readonly transcripts: () => { readonly previous: Uint8Array; readonly next: Uint8Array };
  /** Ends the computation: keys and buffers are forgotten, later calls throw E4020. */
  readonly close: () => void;
  /**
   * Ends it before it is done, for a reason outside the protocol: as close, and the other two are told, so that they stop at their next
   * message and do not wait for a deadline. Later calls throw `cause`, or E4020 with it. Does nothing to a party that has ended.
   */
  readonly stop: (cause: unknown) => void;
};

/** Starts a party. Throws RangeError for a wrong session length or used keys, or on a machine that is not little-endian. */
export function startParty(setup: PartySetup): RunningParty {
  const { index, orderId, mode, keys, session, links } = setup;
  if (session.length !== 32) throw new RangeError(`the session has ${session.length} bytes, expected 32`);
  if (keys.own.every((byte) => byte === 0) || keys.next.every((byte) => byte === 0)) {
    throw new RangeError("the keys were used before");
  }
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) throw new RangeError("little-endian machines only");
  const core: PartyCore = {
    index,
    orderId,
    previous: openChannel({ link: links.previous, session, orderId, peer: (index + 2) % 3 }),
    next: openChannel({ link: links.next, session, orderId, peer: (index + 1) % 3 }),
    cost: { bytesSent: 0, rounds: 0, ands: 0 },
    operation: 0,
  };
  const masks = derivePrss(keys, session, "gate masks");
  const bits = derivePrss(keys, session, "random bits");
  const checks = {
    triples: derivePrss(keys, session, "triples"),
    tripleMasks: derivePrss(keys, session, "triple masks"),
    coin: derivePrss(keys, session, "coin"),
  };
  keys.own.fill(0);
  keys.next.fill(0);
  const log = gateLog();
  let busy = false;
  let end: SymbolonError | undefined;

  const forget = (): void => {
    for (const stream of [masks, bits, ...Object.values(checks)]) stream.close();
    log.clear();
  };
  const fail = (error: unknown): SymbolonError => {
    if (end !== undefined) return end;
    end = error instanceof SymbolonError ? error : stopped(orderId, "an operation failed", error);
    forget();
    core.previous.sendStop();
    core.next.sendStop();
    return end;
  };
  /** Runs one operation. Whatever goes wrong in it ends the party: there is no second try with the same keys. */
  const operate = async <T>(operation: () => Promise<T>): Promise<T> => {
    if (end !== undefined) throw end;
    if (busy) throw fail(stopped(orderId, "two operations at once"));
    busy = true;
    try {
      const result = await operation();
      if (end !== undefined) throw end;
      return result;
    } catch (error) {
      throw fail(error);
    } finally {
      busy = false;
    }
  };
  const multiplyLogged = async (x: Shared, y: Shared): Promise<Shared> => {
    const z = await multiply(core, masks, "and", x, y);
    core.operation++;
    core.cost.ands += 32 * z.own.length;
    if (mode === "malicious") {
      log.append(x, y, z);
      if (log.words() >= LOG_WORDS) await verifyGates(core, checks, log);
    }
    return z;
  };

  return {
    index,
    mode,
    cost: core.cost,
    async and(x, y) {
      requireEqualLengths(x, y);
      return await operate(async () => await inSlices(x, y, multiplyLogged));
    },
    random(words) {
      if (end !== undefined) throw end;
      return bits.random(words);
    },
    async open(x) {
      return await operate(async () => {
        if (mode === "malicious") await verifyGates(core, checks, log);
        const value = await openShared(core, x, mode === "malicious");
        core.operation++;
        return value;
      });
    },
    async agree(what, bytes) {
      await operate(async () => {
        const hash = runningHash();
        hash.update(bytes);
        const digest = hash.digest();
        await compareDigests(core, { previous: digest, next: digest }, `the parties disagree about ${what}`);
        core.operation++;
      });
    },
    transcripts: () => ({
      previous: transcriptDigest(core.previous, false),
      next: transcriptDigest(core.next, true),
    }),
    close() {
      end ??= stopped(orderId, "it has ended");
      forget();
    },
    stop(cause) {
      fail(cause);
    },
  };
}

/** Applies `multiply` to at most LOG_WORDS words at a time. */
async function inSlices(
  x: Shared,
  y: Shared,
  multiply: (x: Shared, y: Shared) => Promise<Shared>,
): Promise<Shared> {
  const words = x.own.length;
  if (words <= LOG_WORDS) return await multiply(x, y);
  const z = { own: new Uint32Array(words), next: new Uint32Array(words) };
  for (let from = 0; from < words; from += LOG_WORDS) {
    const slice = ({ own, next }: Shared): Shared => ({
      own: own.subarray(from, from + LOG_WORDS),
      next: next.subarray(from, from + LOG_WORDS),
    });
    const part = await multiply(slice(x), slice(y));
    z.own.set(part.own, from);
    z.next.set(part.next, from);
  }
  return z;
}

function requireEqualLengths(x: Shared, y: Shared): void {
  if (x.own.length !== y.own.length || x.own.length !== x.next.length || y.own.length !== y.next.length) {
    throw new RangeError(`${x.own.length} words AND ${y.own.length} words`);
  }
}
