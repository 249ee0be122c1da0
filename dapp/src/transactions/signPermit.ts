import type { Hex } from "@symbolon/protocol";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { parseSignature, zeroHash } from "viem";
import type { Config } from "wagmi";
import { getBlock, readContract, signTypedData } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { permitTypedData } from "./permitTypedData.ts";

const PERMIT_SECONDS = 3600n;

/** IMarket.Permit; a deadline of 0 means that there is none. */
export type PaymentPermit = {
  readonly valueWei: bigint;
  readonly deadline: bigint;
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
};

/** Lets the market take exactly `valueWei` of the owner's tokens within an hour. Nothing to pay, nothing to sign. */
export async function signPermit(
  config: Config,
  deployment: GatewayDeployment,
  owner: Hex,
  valueWei: bigint,
): Promise<PaymentPermit> {
  if (valueWei === 0n) return { valueWei, deadline: 0n, v: 0, r: zeroHash, s: zeroHash };
  const { chainId, contracts } = deployment;
  const token = { address: contracts.token, abi: SymbolonTokenAbi, chainId } as const;
  const [domain, nonce, block] = await Promise.all([
    readContract(config, { ...token, functionName: "eip712Domain" }),
    readContract(config, { ...token, functionName: "nonces", args: [owner] }),
    getBlock(config, { chainId }),
  ]);
  // The chain's clock can run ahead of this computer's (a local chain does), so the later one counts.
  const now = BigInt(Math.floor(Date.now() / 1000));
  const deadline = (block.timestamp > now ? block.timestamp : now) + PERMIT_SECONDS;
  const signature = await signTypedData(config, {
    account: owner,
    ...permitTypedData(
      { name: domain[1], version: domain[2], chainId, address: contracts.token },
      { owner, spender: contracts.market, value: valueWei, nonce, deadline },
    ),
  });
  const { r, s, yParity } = parseSignature(signature);
  return { valueWei, deadline, v: yParity + 27, r, s };
}
