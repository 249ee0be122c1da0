import type { EntropySource } from "../../random/entropySource.ts";
import { Accountant } from "../accountant.ts";
import { muOfRhoMicro } from "../muOfRhoMicro.ts";
import type { Neighbours } from "../neighbours.ts";
import { PrivateTable } from "../privateTable.ts";
import { type EmpiricalMu, empiricalMu } from "./empiricalMu.ts";
import { type Neighbouring, observe } from "./observe.ts";

/** What is audited, and how often it is run per table. */
export type AuditedMechanism = {
  readonly pair: Neighbouring;
  readonly neighbours: Neighbours;
  readonly rhoMicro: bigint;
  readonly runs: number;
  readonly entropy: EntropySource;
  /** One run of the real code; what it returns does not matter. */
  readonly mechanism: (table: PrivateTable, accountant: Accountant) => Promise<unknown>;
  /** As in empiricalMu. */
  readonly tail?: number;
  readonly progress?: (done: number) => void;
};

/** `claimed`: the largest mu that the accountant's spend stands for in any run. */
export type AuditResult = EmpiricalMu & { readonly claimed: number };

/**
 * White-box audit: the mechanism runs `runs` times on each of two neighbouring tables, with fresh noise, budget and ledger,
 * and the mu that all its noisy answers show is set beside the mu that the ledger claims. An honest mechanism shows
 * `low` above `claimed` with probability at most 2 `tail`. Throws what the mechanism throws.
 */
export async function auditMechanism(audited: AuditedMechanism): Promise<AuditResult> {
  const { pair, neighbours, rhoMicro, runs, entropy, mechanism } = audited;
  let claimed = 0;
  const once = async (source: Neighbouring["without"]): Promise<number> => {
    const accountant = new Accountant({ rhoMicro });
    const seen = observe(PrivateTable.open(source, accountant, neighbours, entropy), pair);
    await mechanism(seen.table, accountant);
    if (!accountant.allGaussian) throw new RangeError("the audit knows Gaussian mechanisms only");
    claimed = Math.max(claimed, muOfRhoMicro(accountant.spentRhoMicro));
    return seen.ratio();
  };
  const without = new Float64Array(runs);
  const withCanary = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    without[run] = await once(pair.without);
    withCanary[run] = await once(pair.withCanary);
    audited.progress?.(run + 1);
  }
  return { claimed, ...empiricalMu(without, withCanary, audited.tail) };
}
