import { fromHex, type Hex, SymbolonError } from "@symbolon/protocol";
import { type Keystream, keystream } from "../../../random/keystream.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { acceptBits } from "../inputs/acceptBits.ts";
import { settleInputs } from "../inputs/settleInputs.ts";
import { type BitDealing, shareBits } from "../inputs/shareBits.ts";
import type { Party } from "../party.ts";
import type { Shared } from "../shared.ts";
import type { RunningParty } from "../startParty.ts";
import { xorInPlace } from "../xorInPlace.ts";
import { frameOf } from "./frameOf.ts";
import type { Tap } from "./memoryNetwork.ts";
import { settleThreeParties } from "./threeParties.ts";

/** On a message (the first five), in a party's memory, or by the hospital. */
export const FAULT_KINDS = [
  "flip",
  "replay",
  "reorder",
  "drop",
  "truncation",
  "wrong share",
  "wrong hospital copy",
  "two dealings",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * What a single fault came to.
 * - "stopped": all three stopped (E4020, or E4007 where a hospital's package is wrong), and after the fault no share was shown.
 * - "late": the message at which it can be noticed is the last comparison before an opening, or the opening itself (a replay is noticed one
 *   message later). The value was verified by then: somebody stopped, and whoever has a value has the right one. What others
 *   have already shown cannot be taken back.
 * - "unread": the double of the last message of its direction, which nobody reads. All three have the right values.
 * - "not caught": anything else.
 */
export type FaultOutcome = "stopped" | "late" | "unread" | "not caught";

const WORDS = 3;
const ANDS = 3;
const job: Hex = `0x${"31".repeat(32)}`;
const x = Uint32Array.of(0x00ff00ff, 0x12345678, 0xffffffff);
const y = Uint32Array.of(0x0f0f0f0f, 0x9abcdef0, 0x80000001);
const PRODUCT = x.map((word, i) => word & y[i]!);

type Dealt = { readonly bytes: Uint8Array; readonly commitments: readonly Hex[] };
type WrongShare = { party: number; and: number; side: "own" | "next"; word: number; bit: number };
type Message = { from: number; to: number; count: number; length: number; isLate: boolean };

/** Runs the program, with whatever is wrong in it; each value opened is pushed to `values`. */
async function runProgram(
  party: RunningParty,
  dealt: Dealt,
  values: Uint32Array[],
  wrong?: WrongShare,
): Promise<void> {
  const { bytes, commitments } = dealt;
  const input = { orderId: "7", job, datasetId: "5", index: party.index, words: 2 * WORDS, commitments };
  const planes = acceptBits({ ...input, package: bytes });
  const report = { 5: commitments };
  await party.agree("the inputs", fromHex(settleInputs(["5"], [report, report, report]).digest));
  const part = (from: number): Shared => ({
    own: planes.own.slice(from, from + WORDS),
    next: planes.next.slice(from, from + WORDS),
  });
  let ands = 0;
  const and = async (a: Shared, b: Shared): Promise<Shared> => {
    if (wrong !== undefined && wrong.party === party.index && wrong.and === ands++) {
      a[wrong.side][wrong.word]! ^= 1 << wrong.bit;
    }
    return await party.and(a, b);
  };
  const right = part(WORDS);
  const product = await and(part(0), right);
  values.push(await party.open(product));
  // (r ^ p) y ^ r y = p y for a random r.
  const hidden = party.random(WORDS);
  const first = await and(xorInPlace(product, hidden), right);
  values.push(await party.open(xorInPlace(first, await and(hidden, right))));
}

/** The messages of a run without a fault, and proof that it opens the right values. */
async function cleanMessages(dealing: BitDealing, mode: Party["mode"]): Promise<Message[]> {
  const messages: Message[] = [];
  const { outcomes } = await settleThreeParties(
    (party) => runProgram(party, dealtTo(dealing, party.index), []),
    {
      mode,
      tap({ from, to, count, bytes }) {
        const { kind, operation } = frameOf(bytes);
        // Operation 0 is the comparison of the inputs; the other digests come right before an opening.
        const isLate = kind === "open" || (kind === "digest" && operation > 0);
        messages.push({ from, to, count, length: bytes.length, isLate });
        return undefined;
      },
    },
  );
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  return messages;
}

function dealtTo(dealing: BitDealing, index: number): Dealt {
  return { bytes: dealing.packages[index]!, commitments: dealing.commitments };
}

/** Runs the small program with the n-th of a fixed sequence of random single faults in it, and says what it came to. */
export async function singleFaults(
  mode: Party["mode"],
): Promise<(n: number) => Promise<{ kind: FaultKind; outcome: FaultOutcome }>> {
  const dealing = shareBits({ job, datasetId: "5", planes: joined(x, y), entropy: seededEntropy(1) });
  const otherDealing = shareBits({ job, datasetId: "5", planes: joined(x, y), entropy: seededEntropy(2) });
  const messages = await cleanMessages(dealing, mode);
  return async (n) => {
    const seed = new Uint8Array(32);
    new DataView(seed.buffer).setUint32(0, n, true);
    const stream = keystream(seed, "fault");
    const kind = FAULT_KINDS[stream.nextBelow(FAULT_KINDS.length)]!;
    const party = stream.nextBelow(3);
    const values: Uint32Array[][] = [[], [], []];
    const wire = faultOnMessage(kind, stream, messages);
    const wrong: WrongShare = {
      party,
      and: stream.nextBelow(ANDS),
      side: stream.nextBelow(2) === 0 ? "own" : "next",
      word: stream.nextBelow(WORDS),
      bit: stream.nextBelow(32),
    };
    const dealt = (index: number): Dealt => {
      const right = dealtTo(dealing, index);
      if (index !== party) return right;
      if (kind === "two dealings") return dealtTo(otherDealing, index);
      if (kind !== "wrong hospital copy") return right;
      const bytes = right.bytes.slice();
      bytes[stream.nextBelow(bytes.length)]! ^= 1 << stream.nextBelow(8);
      return { ...right, bytes };
    };
    const { outcomes } = await settleThreeParties(
      (running) =>
        runProgram(
          running,
          dealt(running.index),
          values[running.index]!,
          kind === "wrong share" ? wrong : undefined,
        ),
      { mode, tap: wire.tap },
    );
    // Wrong memory of the second and third gate comes after the first opening.
    const openedBefore = kind === "wrong share" ? (wrong.and === 0 ? 0 : 1) : wire.openedBefore();
    return { kind, outcome: judge(outcomes, values, openedBefore, wire) };
  };
}

type WireFault = {
  readonly tap: Tap;
  /** Openings that were complete at the sender when the fault happened. */
  readonly openedBefore: () => number;
  readonly openingsShown: () => number;
  /** Whether it can be noticed only once the value is verified. */
  readonly isLate: boolean;
  readonly isUnread: boolean;
};

/** Taps the network for the fault, and counts what was shown. */
function faultOnMessage(kind: FaultKind, stream: Keystream, messages: readonly Message[]): WireFault {
  const target = messages[stream.nextBelow(messages.length)]!;
  const onWire = kind !== "wrong share" && kind !== "wrong hospital copy" && kind !== "two dealings";
  const bit = stream.nextBelow(8 * target.length);
  const cut = 1 + stream.nextBelow(target.length);
  let held: Uint8Array | undefined;
  const noticedAt =
    kind !== "replay"
      ? target
      : messages.find(
          ({ from, to, count }) => from === target.from && to === target.to && count === target.count + 1,
        );
  let openedBefore = 0;
  /** Shares shown by each party: one message in each direction for each opening. */
  const shown = new Map<string, number>();
  const tap: Tap = ({ from, to, count, bytes }) => {
    const direction = `${from}>${to}`;
    if (frameOf(bytes).kind === "open") shown.set(direction, (shown.get(direction) ?? 0) + 1);
    if (from !== target.from || to !== target.to) return undefined;
    if (held !== undefined) {
      const late = held;
      held = undefined;
      return [bytes, late];
    }
    if (count !== target.count || !onWire) return undefined;
    openedBefore = shown.get(direction) ?? 0;
    if (kind === "replay") return [bytes, bytes];
    if (kind === "drop") return [];
    if (kind === "truncation") return [bytes.slice(0, bytes.length - cut)];
    if (kind === "reorder") {
      held = bytes;
      return [];
    }
    const flipped = bytes.slice();
    flipped[bit >>> 3]! ^= 1 << (bit & 7);
    return [flipped];
  };
  return {
    tap,
    openedBefore: () => openedBefore,
    openingsShown: () => Math.max(0, ...shown.values()),
    isUnread: noticedAt === undefined,
    isLate: onWire && (noticedAt === undefined || noticedAt.isLate),
  };
}

function judge(
  outcomes: readonly PromiseSettledResult<void>[],
  values: readonly Uint32Array[][],
  openedBefore: number,
  wire: WireFault,
): FaultOutcome {
  const right = values.flat().every((value) => value.join() === PRODUCT.join());
  const stops = outcomes.filter(
    (outcome) =>
      outcome.status === "rejected" &&
      outcome.reason instanceof SymbolonError &&
      (outcome.reason.code === "E4020" || outcome.reason.code === "E4007"),
  ).length;
  const failures = outcomes.filter(({ status }) => status === "rejected").length;
  if (!right || stops !== failures) return "not caught";
  if (stops === 3 && wire.openingsShown() === openedBefore) return "stopped";
  if (!wire.isLate) return "not caught";
  if (stops > 0) return "late";
  return wire.isUnread && values.every(({ length }) => length === 2) ? "unread" : "not caught";
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const out = new Uint32Array(first.length + second.length);
  out.set(first);
  out.set(second, first.length);
  return out;
}
