import {
  type AccessBody,
  contractDomain,
  decisionOf,
  type Hex,
  PERMIT_DOCUMENT_TYPES,
  PermitDocument,
  parseDocument,
} from "@symbolon/protocol";
import { recoverTypedDataAddress } from "viem";
import type { ContractReader } from "../../data/chain/contractReader.ts";
import type { GatewayDeployment } from "../../data/gateway/types.ts";

/** One thing that was checked about a permit document. */
export type ProofCheck = { readonly name: string; readonly isGood: boolean };

type ChainPermit = {
  readonly issuer: Hex;
  readonly holder: Hex;
  readonly decisionHash: Hex;
  readonly purposesMask: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly state: number;
};

/**
 * Checks a permit document with its proof, as it is published, against the access body that is registered and the chain: the words of the document are
 * hashed here, so nothing of the hub is trusted. Throws E1006 for what is no permit document, and what the chain throws.
 */
export async function checkPermitProof(
  published: unknown,
  permitId: bigint,
  body: AccessBody,
  { chainId, contracts }: GatewayDeployment,
  read: ContractReader,
): Promise<readonly ProofCheck[]> {
  const { proof, ...rest } = (published ?? {}) as { proof?: { proofValue?: unknown } };
  const document = parseDocument(PermitDocument, rest, "permit");
  const decision = decisionOf(document);
  const signature = proof?.proofValue;
  let signer = "";
  if (typeof signature === "string" && /^0x[0-9a-f]{130}$/i.test(signature))
    signer = await recoverTypedDataAddress({
      domain: {
        ...contractDomain(chainId, contracts.permitRegistry),
        verifyingContract: contracts.permitRegistry,
      },
      types: PERMIT_DOCUMENT_TYPES,
      primaryType: "DataPermitDocument",
      message: {
        applicationHash: decision.applicationHash,
        decisionHash: decision.decisionHash,
        version: document.version,
      },
      signature: signature as Hex,
    }).catch(() => "");
  const onChain = await read<ChainPermit>("permitRegistry", "permitOf", [permitId]);
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return [
    { name: `Signed by ${body.name}`, isGood: isSame(signer, body.account) },
    { name: "Issued on chain by the same account", isGood: isSame(onChain.issuer, body.account) },
    {
      name: "The chain has the hash of exactly this document",
      isGood: isSame(onChain.decisionHash, decision.decisionHash),
    },
    {
      name: "Holder, purposes and dates are those on chain",
      isGood:
        isSame(onChain.holder, decision.holder) &&
        onChain.purposesMask === decision.purposesMask &&
        Number(onChain.validFrom) === decision.validFrom &&
        Number(onChain.validUntil) === decision.validUntil,
    },
    { name: "Neither stopped nor revoked", isGood: Number(onChain.state) === 1 },
  ];
}
