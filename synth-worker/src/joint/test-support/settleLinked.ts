import { sha256 } from "@noble/hashes/sha2.js";
import type { DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { selectColumns } from "../../math/selectColumns.ts";
import type { InputReport } from "../../mpc/rss/inputs/settleInputs.ts";
import { startParty } from "../../mpc/rss/startParty.ts";
import { memoryNetwork, type Tap } from "../../mpc/rss/test-support/memoryNetwork.ts";
import { ringParty } from "../../mpc/vertical/party/ringParty.ts";
import { chooseKernel } from "../../mpc/vertical/ring/chooseKernel.ts";
import { keystream } from "../../random/keystream.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import type { ReceivedTables } from "../acceptTables.ts";
import type { JointPlan } from "../jointPlan.ts";
import type { Journal, LedgerEntry } from "../journal.ts";
import { linkedJob } from "../linked/linkedJob.ts";
import { runLinked } from "../linked/runLinked.ts";
import { type LinkedShares, shareLinkedRows } from "../linked/shareLinkedRows.ts";
import type { JointHooks, JointResult } from "../runJoint.ts";
import { JOB } from "./dealTables.ts";

export const CHAIN_ID = 31337;
/** Six columns of one register: the first three at one hospital, the others at the other. */
export const LINKED_SCHEMA: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "linked test",
  columns: [3, 2, 4, 2, 3, 5].map((levels, i) => ({
    name: `c${i}`,
    label: `Column ${i}`,
    kind: "categorical" as const,
    levels: Array.from({ length: levels }, (_, level) => `l${level}`),
  })),
  pairs: [],
};
const WIDTHS = [3, 3] as const;

/** A register of `patients`, of which each hospital has a part: three in four, not the same three. */
export type LinkedRegister = {
  readonly table: EncodedTable;
  /** Places in the register, hospital by hospital. */
  readonly rows: readonly (readonly number[])[];
  /** Whom both have. */
  readonly common: readonly number[];
};

/** TESTS ONLY: a register in which neighbouring columns go together. */
export function linkedRegister(patients: number, seed = 1): LinkedRegister {
  const stream = keystream(new Uint8Array(32).fill(seed), "register");
  const sizes = LINKED_SCHEMA.columns.map((column) =>
    column.kind === "categorical" ? column.levels.length : 0,
  );
  const columns = sizes.map(() => new Int32Array(patients));
  for (let p = 0; p < patients; p++) {
    const hidden = stream.nextBelow(60);
    for (const [c, size] of sizes.entries())
      columns[c]![p] = stream.nextBelow(3) > 0 ? hidden % size : stream.nextBelow(size);
  }
  const all = Array.from({ length: patients }, (_, p) => p);
  const rows = WIDTHS.map((_, h) => all.filter((p) => p % 4 !== h));
  return { table: { sizes, rows: patients, columns }, rows, common: all.filter((p) => p % 4 > 1) };
}

/**
 * TESTS ONLY: what both hospitals send. Tokens are hashes of patient numbers, in place of the PRF; `padding` made-up identifiers are added to each, half of them
 * common.
 */
export function dealLinked(plan: JointPlan, { table, rows }: LinkedRegister, padding = 40): LinkedShares[] {
  const job = linkedJob(plan, { chainId: CHAIN_ID, claim: JOB });
  const token = (name: string) => sha256(new TextEncoder().encode(name)).subarray(0, 16);
  let from = 0;
  return WIDTHS.map((width, holder) => {
    const own = selectColumns(
      table,
      Array.from({ length: width }, (_, i) => from + i),
    );
    from += width;
    const made = Array.from({ length: padding }, (_, i) => token(`nobody ${i + (holder * padding) / 2}`));
    const tokens = [...rows[holder]!.map((p) => token(`patient ${p}`)), ...made];
    return shareLinkedRows({
      job,
      holder,
      table: own,
      rows: rows[holder]!,
      tokens: Uint8Array.from(tokens.flatMap((each) => [...each])),
      entropy: seededEntropy(30 + holder),
    });
  });
}

/** TESTS ONLY: runs a job on linked patients at three nodes in memory and waits for all. */
export async function settleLinked(
  plan: JointPlan,
  shares: readonly LinkedShares[],
  options: {
    readonly tap?: Tap;
    readonly hooks?: (index: number) => Partial<JointHooks>;
    readonly journalOf?: (index: number) => Journal;
    readonly receivedBy?: (index: number) => ReceivedTables[];
  } = {},
): Promise<{ outcomes: PromiseSettledResult<JointResult>[]; ledgers: LedgerEntry[][] }> {
  const network = memoryNetwork(options.tap);
  const reports: InputReport[] = [];
  const waiting: (() => void)[] = [];
  const exchange = async (index: number, own: InputReport): Promise<readonly InputReport[]> => {
    reports[index] = own;
    if (Object.keys(reports).length === 3) for (const wake of waiting) wake();
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return reports;
  };
  const stream = keystream(new Uint8Array(32).fill(9), "linked keys");
  const keys = Array.from({ length: 6 }, () => stream.bytes(32));
  const sessions = [stream.bytes(32), stream.bytes(32)];
  const ledgers: LedgerEntry[][] = [[], [], []];
  const runs = ([0, 1, 2] as const).map((index) => {
    const links = {
      previous: network.link(index, (index + 2) % 3),
      next: network.link(index, (index + 1) % 3),
    };
    const of = (first: number) => ({
      own: keys[first + index]!.slice(),
      next: keys[first + ((index + 1) % 3)]!.slice(),
    });
    const common = { index, orderId: "7", links };
    const ring = ringParty({ ...common, keys: of(0), session: sessions[0]!, kernel: chooseKernel() });
    const party = startParty({ ...common, mode: "malicious", keys: of(3), session: sessions[1]! });
    const received =
      options.receivedBy?.(index) ??
      shares.map(({ packages, commitments }, h) => ({
        datasetId: plan.order.datasetIds[h]!,
        commitments,
        package: packages[index]!,
      }));
    return runLinked(
      { ring, party },
      plan,
      { job: JOB, chainId: CHAIN_ID, received, journal: options.journalOf?.(index) },
      {
        exchange: (own) => exchange(index, own),
        charge: (entry) => {
          ledgers[index]!.push(entry);
        },
        ...options.hooks?.(index),
      },
    );
  });
  return { outcomes: await Promise.allSettled(runs), ledgers };
}
