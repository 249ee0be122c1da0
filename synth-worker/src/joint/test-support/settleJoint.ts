import type { InputReport } from "../../mpc/rss/inputs/settleInputs.ts";
import type { BitDealing } from "../../mpc/rss/inputs/shareBits.ts";
import {
  settleThreeParties,
  type ThreePartiesOptions,
  type ThreeRuns,
} from "../../mpc/rss/test-support/threeParties.ts";
import type { JointPlan } from "../jointPlan.ts";
import type { Journal, LedgerEntry } from "../journal.ts";
import { type JointHooks, type JointResult, runJoint } from "../runJoint.ts";
import { JOB, receivedBy } from "./dealTables.ts";

/** TESTS ONLY: runs a job at three nodes in memory and waits for all; `ledgers` holds what each was told to charge. */
export async function settleJoint(
  plan: JointPlan,
  dealings: readonly BitDealing[],
  options: ThreePartiesOptions & {
    readonly hooks?: (index: number) => Partial<JointHooks>;
    /** What earlier attempts opened. */
    readonly journalOf?: (index: number) => Journal;
    /** A plan of its own for each node. */
    readonly planOf?: (index: number) => JointPlan;
  } = {},
): Promise<ThreeRuns<JointResult> & { ledgers: LedgerEntry[][] }> {
  const reports: InputReport[] = [];
  const waiting: (() => void)[] = [];
  const exchange = async (index: number, own: InputReport): Promise<readonly InputReport[]> => {
    reports[index] = own;
    if (Object.keys(reports).length === 3) for (const wake of waiting) wake();
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return reports;
  };
  const ledgers: LedgerEntry[][] = [[], [], []];
  const runs = await settleThreeParties(
    (party) =>
      runJoint(
        party,
        options.planOf?.(party.index) ?? plan,
        {
          job: JOB,
          received: receivedBy(plan, dealings, party.index),
          journal: options.journalOf?.(party.index),
        },
        {
          exchange: (own) => exchange(party.index, own),
          charge: (entry) => {
            ledgers[party.index]!.push(entry);
          },
          ...options.hooks?.(party.index),
        },
      ),
    options,
  );
  return { ...runs, ledgers };
}
