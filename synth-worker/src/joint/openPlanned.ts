import { fromHex } from "@symbolon/protocol";
import type { Planes } from "../mpc/circuits/planes.ts";
import type { RunningParty } from "../mpc/rss/startParty.ts";
import { JointLedger } from "./jointLedger.ts";
import type { JointPlan } from "./jointPlan.ts";
import type { FrozenInputs, Journal } from "./journal.ts";
import { leftOutCliques } from "./leftOutCliques.ts";
import { measureChosen } from "./measureChosen.ts";
import type { JointHooks, JointResult } from "./runJoint.ts";

/**
 * From shared counts of all that are in to what is published: hooks.frozen has the last word, then the plan's openings follow, each after its charge. Throws
 * E4020 when anything does not fit, and what hooks throw; the caller stops the party then.
 */
export async function openPlanned(
  party: RunningParty,
  plan: JointPlan,
  {
    counts,
    frozen,
    journal,
  }: { readonly counts: Planes; readonly frozen: FrozenInputs; readonly journal: Journal },
  hooks: JointHooks,
): Promise<JointResult> {
  await hooks.frozen?.(frozen);
  await party.agree("the inputs", fromHex(frozen.digest));
  const ledger = new JointLedger(plan, { inputs: frozen.digest, journal, hooks });
  const tables = await measureChosen(party, plan, counts, { ledger, pause: hooks.pause });
  const entries = ledger.finish();
  // The last link of the chain covers inputs, charges and all that was opened.
  await party.agree("the result", fromHex(entries.at(-1)!.chain));
  return {
    mode: party.mode,
    inputs: frozen,
    tables,
    ledger: entries,
    leftOut: leftOutCliques(plan, entries),
    transcripts: party.transcripts(),
  };
}
