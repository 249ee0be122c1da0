import {
  CONSENT_WITHDRAWAL_TYPES,
  consentLeaf,
  contractDomain,
  type Hex,
  merkleTree,
} from "@symbolon/protocol";
import { id, Wallet } from "ethers";
import type { Stage } from "./createStage.ts";

/** A patient's side of a consent: per-consent key and the commitment made with it. */
export function makeConsent(name: string) {
  const wallet = new Wallet(id(`consent key of ${name}`));
  const commitment = {
    consentKey: wallet.address.toLowerCase() as Hex,
    recordHash: id(`record of ${name}`) as Hex,
    nullifier: id(`nullifier of ${name}`) as Hex,
  };
  return { wallet, commitment, leaf: consentLeaf(commitment) };
}

/** Consents of five patients and the tree a hospital anchors; built by the protocol package, checked by the contract. */
export function consentSet() {
  const patients = ["ada", "bo", "cy", "di", "eli"].map(makeConsent);
  const tree = merkleTree(patients.map(({ leaf }) => leaf));
  return { patients, tree, root: tree.root };
}

/** Arguments of ConsentRegistry.withdraw for patient `index` of {@link consentSet}. */
export async function withdrawalArgs(stage: Stage, datasetId: bigint, index: number, deadline?: number) {
  const { patients, tree, root } = consentSet();
  const { wallet, commitment } = patients[index]!;
  const until = deadline ?? (await stage.now()) + 3_600;
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.consentRegistry);
  const message = { datasetId, nullifier: commitment.nullifier, deadline: until };
  const signature = await wallet.signTypedData(domain, CONSENT_WITHDRAWAL_TYPES, message);
  return [{ datasetId, root, ...commitment, deadline: until }, tree.proof(index), signature] as const;
}
