import { Signature, ZeroHash } from "ethers";
import { accountOf, type MarketConnection } from "./market.ts";

const PERMIT_TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};
const PERMIT_SECONDS = 3600;

/** IMarket.Permit; a deadline of 0 means that there is none. */
export type PaymentPermit = { valueWei: bigint; deadline: bigint; v: number; r: string; s: string };

/**
 * Signs an EIP-2612 permit that lets the market take exactly `valueWei` within an hour. Nothing to pay, nothing to sign. Throws E8003
 * without an account.
 */
export async function signPermit(connection: MarketConnection, valueWei: bigint): Promise<PaymentPermit> {
  if (valueWei === 0n) return { valueWei, deadline: 0n, v: 0, r: ZeroHash, s: ZeroHash };
  const { token, deployment, provider } = connection;
  const account = accountOf(connection);
  const [nonce, name, block] = (await Promise.all([
    token.getFunction("nonces").staticCall(account.address),
    token.getFunction("name").staticCall(),
    provider.getBlock("latest"),
  ])) as [bigint, string, { timestamp: number } | null];
  // A local chain's clock can run ahead of this computer's, so the later one counts.
  const now = Math.max(Math.floor(Date.now() / 1000), block?.timestamp ?? 0);
  const deadline = BigInt(now + PERMIT_SECONDS);
  const signed = Signature.from(
    await account.signTypedData(
      { name, version: "1", chainId: deployment.chainId, verifyingContract: deployment.contracts.token },
      PERMIT_TYPES,
      { owner: account.address, spender: deployment.contracts.market, value: valueWei, nonce, deadline },
    ),
  );
  return { valueWei, deadline, v: signed.v, r: signed.r, s: signed.s };
}
