import type { InputReport } from "../../../mpc/rss/inputs/settleInputs.ts";
import type { BitDealing } from "../../../mpc/rss/inputs/shareBits.ts";
import type { RunningParty } from "../../../mpc/rss/startParty.ts";
import { stopped } from "../../../mpc/rss/stopped.ts";
import {
  settleThreeParties,
  type ThreePartiesOptions,
  type ThreeRuns,
} from "../../../mpc/rss/test-support/threeParties.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import type { Journal, LedgerEntry } from "../../journal.ts";
import { JOB } from "../../test-support/dealTables.ts";
import { hospitalOpener } from "../hospitalOpener.ts";
import type { PartsOpener } from "../partsOpener.ts";
import type { PartsPlan } from "../planParts.ts";
import { type PartsHooks, type PartsResult, runParts } from "../runParts.ts";

type Run<T> = ThreeRuns<PartsResult<T>> & {
  readonly hospitals: readonly PromiseSettledResult<T>[];
  /** What each node was told to charge. */
  readonly ledgers: LedgerEntry[][];
};

/** What is known of one look: what hospitals sent, what nodes reported, and what was opened. */
type Look = {
  readonly dealings: Map<string, BitDealing>;
  readonly sent: PromiseWithResolvers<void>;
  readonly reports: InputReport[];
  readonly reported: PromiseWithResolvers<void>;
  readonly opened: readonly PromiseWithResolvers<readonly Float64Array[]>[];
};

/**
 * TESTS ONLY: a job in looks at three nodes and as many hospitals as the plan has datasets, all in this process; `program` gets null at a
 * node and the hospital's place at a hospital. Waits for all nodes, then for the hospitals if all nodes have a result. `change` may alter
 * what a hospital sends; null: nothing.
 */
export async function settleParts<T>(
  plan: PartsPlan,
  program: (opener: PartsOpener, hospital: number | null) => Promise<T>,
  options: ThreePartiesOptions & {
    readonly hooks?: (node: number) => Partial<PartsHooks>;
    readonly journalOf?: (node: number) => Journal;
    /** Runs the three parties (default: over links in memory). */
    readonly parties?: (
      node: (party: RunningParty) => Promise<PartsResult<T>>,
    ) => Promise<Run<T>["outcomes"]>;
    readonly change?: (sent: { look: number; hospital: number; dealing: BitDealing }) => BitDealing | null;
  } = {},
): Promise<Run<T>> {
  const { datasetIds } = plan.order;
  const looks: Look[] = [];
  const at = (look: number): Look => {
    looks[look] ??= {
      dealings: new Map(),
      sent: Promise.withResolvers(),
      reports: [],
      reported: Promise.withResolvers(),
      opened: [0, 1, 2].map(() => Promise.withResolvers()),
    };
    return looks[look];
  };
  const hospitals = datasetIds.map((datasetId, hospital) => {
    const own = { job: JOB, datasetId, entropy: seededEntropy(hospital + 1), guarantee: false };
    const opener = hospitalOpener(plan, own, {
      send(look, dealing) {
        const { dealings, sent } = at(look);
        const changed = options.change === undefined ? dealing : options.change({ look, hospital, dealing });
        dealings.set(datasetId, changed ?? { packages: [], commitments: [] });
        if (dealings.size === datasetIds.length) sent.resolve();
      },
      opened: (look) => Promise.all(at(look).opened.map(({ promise }) => promise)),
    });
    return program(opener, hospital);
  });
  const ledgers: LedgerEntry[][] = [[], [], []];
  const node = (party: RunningParty) =>
    runParts(
      party,
      plan,
      { job: JOB, journal: options.journalOf?.(party.index), guarantee: false },
      {
        async receive(look) {
          const { dealings, sent } = at(look);
          await Promise.race([sent.promise, gone.promise]);
          return [...dealings].flatMap(([datasetId, { packages, commitments }]) =>
            packages.length === 0 ? [] : [{ datasetId, commitments, package: packages[party.index]! }],
          );
        },
        async exchange(own, look) {
          const { reports, reported } = at(look);
          reports[party.index] = own;
          if (Object.keys(reports).length === 3) reported.resolve();
          await Promise.race([reported.promise, gone.promise]);
          return reports;
        },
        charge(entry) {
          ledgers[party.index]!.push(entry);
        },
        told: (look, sums) => at(look).opened[party.index]!.resolve(sums),
        ...options.hooks?.(party.index),
      },
      (opener) => program(opener, null),
    );
  /** Rejected when a node has failed, as waiting for it, or for hospitals that wait for it, would be. */
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  const watched = async (party: RunningParty) => {
    try {
      return await node(party);
    } catch (error) {
      gone.reject(stopped(plan.order.orderId, "a node has ended"));
      throw error;
    }
  };
  const { outcomes, costs } =
    options.parties === undefined
      ? await settleThreeParties(watched, options)
      : { outcomes: await options.parties(watched), costs: [] };
  const isWhole = outcomes.every(({ status }) => status === "fulfilled");
  return { outcomes, costs, ledgers, hospitals: isWhole ? await Promise.allSettled(hospitals) : [] };
}
