import {
  contractDomain,
  decisionOf,
  type Hex,
  PERMIT_DOCUMENT_TYPES,
  type PermitDocument,
  type SignedPermitDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { parseEventLogs } from "viem";
import type { Config } from "wagmi";
import { signTypedData, simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { confirmed } from "./confirmed.ts";

/**
 * Sends PermitRegistry.issue for a permit document and waits for it; gives the permit's number. `onSent` is told the transaction before it is waited for.
 * Throws what wallet and chain throw.
 */
export async function issuePermit(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  document: PermitDocument,
  onSent: (tx: Hex) => void,
): Promise<bigint> {
  const { chainId, contracts } = deployment;
  const { request } = await simulateContract(config, {
    address: contracts.permitRegistry,
    abi: PermitRegistryAbi,
    functionName: "issue",
    args: [decisionOf(document)],
    account,
    chainId,
  });
  const sent = await writeContract(config, request);
  onSent(sent);
  const tx = await confirmed(config, deployment, sent);
  const { logs } = await waitForTransactionReceipt(config, { hash: tx, chainId });
  const [issued] = parseEventLogs({ abi: PermitRegistryAbi, eventName: "PermitIssued", logs });
  if (issued === undefined)
    throw new SymbolonError("E6003", {
      reason: "the transaction issued no permit",
      advice: "Look at the transaction in your wallet.",
    });
  return issued.args.permitId;
}

/** Signs a permit document by its hash (EIP-712, PERMIT_DOCUMENT_TYPES). Throws what the wallet throws. */
export async function signPermitDocument(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  document: PermitDocument,
): Promise<SignedPermitDocument> {
  const { chainId } = deployment;
  const { permitRegistry } = deployment.contracts;
  const { applicationHash, decisionHash } = decisionOf(document);
  const signature = await signTypedData(config, {
    account,
    domain: { ...contractDomain(chainId, permitRegistry), verifyingContract: permitRegistry },
    types: PERMIT_DOCUMENT_TYPES,
    primaryType: "DataPermitDocument",
    message: { applicationHash, decisionHash, version: document.version },
  });
  return { document, signature };
}
