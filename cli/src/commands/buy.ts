import { readFile } from "node:fs/promises";
import {
  digestOfDocument,
  formatWei,
  isErrorCode,
  OrderSpec,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { Signature } from "ethers";
import { contractError } from "../shared/contractError.ts";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { parseJson } from "../shared/keyFile.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";

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

/**
 * `symbolon buy SPEC`: pins the spec, signs one EIP-2612 permit and sends ONE transaction that pays, escrows, reserves budget and mints
 * the access token. The same spec bought twice is refused by the contract (E2001), so a retry never pays twice: the client order id is
 * the spec's digest. Throws E2002 above the limit, E2003 without funds, E3001 beyond the budget.
 */
export async function buy(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { specFile: string; maxPriceWei?: bigint | undefined; accessSeconds: bigint },
  out: Output,
): Promise<void> {
  const account = accountOf(connection);
  const spec = parseDocument(
    OrderSpec,
    parseJson(await readFile(options.specFile, "utf8"), options.specFile),
    options.specFile,
  );
  if (spec.chainId !== connection.deployment.chainId) {
    throw new SymbolonError("E6002", { actual: connection.deployment.chainId, expected: spec.chainId });
  }
  const specDigest = await pinSpec(gateway, spec);
  const { market, token, deployment } = connection;
  try {
    const datasetIds = spec.datasetIds.map(BigInt);
    const [totalWei] = (await market.getFunction("quote").staticCall(datasetIds)) as [bigint];
    const limitWei = options.maxPriceWei ?? totalWei;
    if (totalWei > limitWei) throw new SymbolonError("E2002", { totalWei, maxPriceWei: limitWei });
    const [balanceWei, nonce, name] = (await Promise.all([
      token.getFunction("balanceOf").staticCall(account.address),
      token.getFunction("nonces").staticCall(account.address),
      token.getFunction("name").staticCall(),
    ])) as [bigint, bigint, string];
    if (balanceWei < totalWei) throw new SymbolonError("E2003", { balanceWei, totalWei });
    const deadline = BigInt(Math.floor(Date.now() / 1000) + PERMIT_SECONDS);
    const signed = Signature.from(
      await account.signTypedData(
        { name, version: "1", chainId: deployment.chainId, verifyingContract: deployment.contracts.token },
        PERMIT_TYPES,
        { owner: account.address, spender: deployment.contracts.market, value: totalWei, nonce, deadline },
      ),
    );
    const request = {
      datasetIds,
      specDigest,
      buyerKey: spec.buyerKey,
      rhoMicro: BigInt(spec.rhoMicro),
      purpose: spec.purpose,
      rows: spec.rows,
      accessSeconds: options.accessSeconds,
      maxPriceWei: limitWei,
      clientOrderId: specDigest,
    };
    const permit = { valueWei: totalWei, deadline, v: signed.v, r: signed.r, s: signed.s };
    const transaction = await market.getFunction("placeOrderWithPermit").send(request, permit);
    const receipt = await transaction.wait();
    const orderId = (await market.getFunction("orderIdOf").staticCall(account.address, specDigest)) as bigint;
    out.result({ orderId, txHash: receipt?.hash, gasUsed: receipt?.gasUsed, totalWei, specDigest }, [
      `order ${orderId}: ${formatWei(totalWei)} SYM in escrow, transaction ${receipt?.hash}, ${receipt?.gasUsed} gas`,
    ]);
  } catch (cause) {
    throw contractError(cause);
  }
}

async function pinSpec(gateway: GatewayClient, spec: OrderSpec): Promise<string> {
  type Answer = {
    pinOrderSpec: {
      ok: { digest: string } | null;
      error: { code: string; what: string; todo: string } | null;
    };
  };
  const { pinOrderSpec } = await gateway.query<Answer>(
    "mutation Pin($spec: JSON!) { pinOrderSpec(spec: $spec) { ok { digest } error { code what todo } } }",
    { spec },
  );
  const expected = digestOfDocument(spec);
  if (pinOrderSpec.ok === null) {
    const { code, what, todo } = pinOrderSpec.error ?? { code: "", what: "no answer", todo: "" };
    if (!isErrorCode(code)) throw new SymbolonError("E9001", { reason: `${code} ${what}` });
    throw new SymbolonError(code, {}, { received: { what, todo } });
  }
  if (pinOrderSpec.ok.digest !== expected)
    throw new SymbolonError("E9001", { reason: "the gateway pinned another document" });
  return expected;
}
