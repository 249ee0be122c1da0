import { type Hex, type JobRecord, type OrderTerms, SymbolonError } from "@symbolon/protocol";
import type { ContractReader } from "./contractReader.ts";

/** A node that shares go to: how it is reached, and the X25519 key that they are sealed to. */
export type ClaimNode = { readonly account: Hex; readonly endpoint: string; readonly hpkeKey: Hex };

const COMPUTE = 1;

/**
 * A hospital's own check of a claimed order on chain, before anything about its patients is counted, and again before anything leaves: what its node
 * checks in synth-worker's checkClaim. Consent epochs are as pinned, or the permit lets this buyer use these datasets for this purpose; no dataset is
 * suspended; the budget is reserved; the three nodes are active and none is buyer or provider. Gives the nodes in the claim's order. Throws
 * E3002, E3005, E4006; a contract's refusal (a suspended permit or dataset) as viem's error, which toSymbolonError knows.
 */
export async function checkClaim(
  read: ContractReader,
  order: { readonly orderId: bigint; readonly terms: OrderTerms; readonly job: JobRecord },
): Promise<ClaimNode[]> {
  const { orderId, terms, job } = order;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E4006", { orderId, reason });
  };
  if (terms.permitId !== 0n) await checkPermit(read, orderId, terms);
  for (const [i, datasetId] of terms.datasetIds.entries()) {
    await read("consentRegistry", "requireActive", [datasetId]);
    if (terms.permitId === 0n) {
      const epoch = await read<bigint>("consentRegistry", "consentEpoch", [datasetId]);
      if (BigInt(epoch) !== job.consentEpochs[i]) throw new SymbolonError("E3002", { datasetId, orderId });
    }
    const budget = await read<{ reservedMicro: bigint }>("privacyLedger", "budgetOf", [datasetId]);
    if (BigInt(budget.reservedMicro) < terms.rhoMicro)
      refuse(
        `the ledger reserves ${budget.reservedMicro} micro-rho on dataset ${datasetId}, not ${terms.rhoMicro}`,
      );
  }
  return Promise.all(
    job.nodes.map(async (node): Promise<ClaimNode> => {
      const [isActive, worker] = await Promise.all([
        read<boolean>("workerRegistry", "isActive", [node, COMPUTE]),
        read<{ endpoint: string; hpkeKey: Hex }>("workerRegistry", "workerOf", [node]),
      ]);
      const account = node.toLowerCase() as Hex;
      if (!isActive) refuse(`node ${account} is not active`);
      if ([terms.buyer, ...terms.providers].some((party) => party.toLowerCase() === account))
        refuse(`node ${account} is a party of the order`);
      return { account, endpoint: worker.endpoint.replace(/\/+$/, ""), hpkeKey: worker.hpkeKey };
    }),
  );
}

async function checkPermit(read: ContractReader, orderId: bigint, terms: OrderTerms): Promise<void> {
  const { permitId, permitVersion, buyer, purpose, datasetIds } = terms;
  const refuse = (): never => {
    const reason = `it was revoked, amended or ran out after order ${orderId}`;
    throw new SymbolonError("E3005", { permitId, reason });
  };
  if (await read<boolean>("permitRegistry", "isDead", [permitId, permitVersion])) refuse();
  await read("permitRegistry", "requireCurrent", [permitId, permitVersion]);
  const scope = [permitId, buyer, purpose, datasetIds];
  const [version] = await read<readonly [number | bigint, Hex]>("permitRegistry", "check", scope);
  if (BigInt(version) !== permitVersion) refuse();
}
