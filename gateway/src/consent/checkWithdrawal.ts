import {
  CONSENT_WITHDRAWAL_TYPES,
  consentLeaf,
  contractDomain,
  type Deployment,
  SymbolonError,
  verifyMerkleProof,
  type WithdrawalMessage,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";

/** A message that runs out sooner could not be handed to the contract by anybody else, if the hospital did nothing. */
const LEAST_SECONDS = 86_400;

/**
 * Checks a withdrawal as ConsentRegistry.withdraw does: its leaf is under a root of the dataset, and the consent's own key signed it. Nobody can
 * make one without the patient's secrets, so strangers cannot fill the hub with them. `roots` are those on chain; `now` is unix seconds.
 * Throws E9004 for a signature by another key or one that runs out within a day, E3014 for a leaf that is not under such a root.
 */
export function checkWithdrawal(
  message: WithdrawalMessage,
  {
    deployment,
    roots,
    now,
  }: { readonly deployment: Deployment; readonly roots: readonly string[]; readonly now: number },
): void {
  const { chainId, datasetId, root, consentKey, recordHash, nullifier, deadline, proof, signature } = message;
  const refused = (reason: string, cause?: unknown) => new SymbolonError("E9004", { reason }, { cause });
  if (chainId !== deployment.chainId) throw refused("it is for another chain");
  if (BigInt(deadline) < BigInt(now + LEAST_SECONDS)) throw refused("it runs out within a day");
  if (
    !roots.includes(root) ||
    !verifyMerkleProof(root, consentLeaf({ consentKey, recordHash, nullifier }), proof)
  )
    throw new SymbolonError("E3014", { what: "consent of this proof" });
  let signer: string;
  try {
    const domain = contractDomain(chainId, deployment.contracts.consentRegistry);
    signer = verifyTypedData(domain, CONSENT_WITHDRAWAL_TYPES, { datasetId, nullifier, deadline }, signature);
  } catch (cause) {
    throw refused("it is not a signature", cause);
  }
  if (signer.toLowerCase() !== consentKey.toLowerCase()) throw refused("it is by another key");
}
