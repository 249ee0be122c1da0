import {
  CONSENT_WITHDRAWAL_TYPES,
  contractDomain,
  type Hex,
  type LinkedLeaf,
  type WithdrawalMessage,
} from "@symbolon/protocol";
import { privateKeyToAccount } from "viem/accounts";

/** Time for the hospital to pass it on, and for anybody else if it does not. */
const VALID_SECONDS = 180 * 86_400;

/**
 * The withdrawal of the consent that a link is for, signed with the consent's own key (EIP-712 ConsentWithdrawal, as
 * ConsentRegistry.withdraw checks it). `now` in unix seconds. It tells nobody who the patient is.
 */
export async function signWithdrawal(
  { privateKey, leaf }: { readonly privateKey: Hex; readonly leaf: LinkedLeaf },
  where: {
    readonly chainId: number;
    readonly consentRegistry: Hex;
    readonly datasetId: string;
    readonly now: number;
  },
): Promise<WithdrawalMessage> {
  const { chainId, consentRegistry, datasetId, now } = where;
  const { root, recordHash, nullifier, proof } = leaf;
  const account = privateKeyToAccount(privateKey);
  const deadline = BigInt(now + VALID_SECONDS);
  const signature = await account.signTypedData({
    domain: { ...contractDomain(chainId, consentRegistry), verifyingContract: consentRegistry },
    types: CONSENT_WITHDRAWAL_TYPES,
    primaryType: "ConsentWithdrawal",
    message: { datasetId: BigInt(datasetId), nullifier, deadline },
  });
  return {
    format: "symbolon-consent-withdrawal/1",
    ...{ chainId, datasetId, root, recordHash, nullifier, signature },
    consentKey: account.address.toLowerCase() as Hex,
    deadline: deadline.toString(),
    proof: [...proof],
  };
}
