import { readFile } from "node:fs/promises";
import {
  attestationFault,
  digestOfDocument,
  formatWei,
  type Hex,
  isErrorCode,
  OrderSpec,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import type { TransactionReceipt } from "ethers";
import { contractError } from "../shared/contractError.ts";
import { findPlaced } from "../shared/findPlaced.ts";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { parseJson } from "../shared/keyFile.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { requireBalance } from "../shared/requireBalance.ts";
import { signPermit } from "../shared/signPermit.ts";

/** `permitId` is the buyer's data permit, 0 in the commercial lane. */
export type BuyOptions = {
  readonly specFile: string;
  readonly maxPriceWei?: bigint | undefined;
  readonly accessSeconds: bigint;
  readonly permitId: bigint;
};

/**
 * `symbolon buy SPEC`: pins the spec, signs one EIP-2612 permit and sends ONE transaction that pays into escrow and reserves budget. The
 * client order id is the spec's digest: before anything is sent the chain is asked for this account's order with it, and that one is
 * answered, so a retry never pays twice. Throws E2002 above the limit, E2003 without funds, E3001 or E3006 beyond a budget, E3005 or
 * E3007 where a data permit is missing or does not cover the order, E3016 where the spec does not attest against prohibited uses.
 */
export async function buy(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: BuyOptions,
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
  const { permitId } = options;
  const unattested = attestationFault(spec, {
    chainId: spec.chainId,
    account: account.address as Hex,
    permitId,
    datasetIds: spec.datasetIds.map(BigInt),
    purpose: BigInt(spec.purpose),
  });
  if (unattested !== null) throw new SymbolonError("E3016", { reason: unattested });
  const specDigest = digestOfDocument(spec);
  try {
    const earlier = await findPlaced(connection, account.address, specDigest);
    if (earlier !== null) {
      const { orderId, terms } = earlier.order;
      const receipt = await connection.provider.getTransactionReceipt(earlier.txHash);
      report(orderId, terms.totalWei, receipt, true);
      return;
    }
    await pinSpec(gateway, spec, specDigest);
    const datasetIds = spec.datasetIds.map(BigInt);
    const [totalWei] = (await connection.market
      .getFunction("quote")
      .staticCall(datasetIds, spec.rows)) as unknown as [bigint];
    const limitWei = options.maxPriceWei ?? totalWei;
    if (totalWei > limitWei) throw new SymbolonError("E2002", { totalWei, maxPriceWei: limitWei });
    await requireBalance(connection, totalWei);
    const request = {
      datasetIds,
      specDigest,
      buyerKey: spec.buyerKey,
      clientOrderId: specDigest,
      permitId,
      maxPriceWei: limitWei,
      rhoMicro: BigInt(spec.rhoMicro),
      purpose: spec.purpose,
      rows: spec.rows,
      accessSeconds: options.accessSeconds,
    };
    const permit = await signPermit(connection, totalWei);
    const transaction = await connection.market.getFunction("placeOrder").send(request, [], permit);
    const receipt = await transaction.wait();
    report(placedId(connection, receipt), totalWei, receipt, false);
  } catch (cause) {
    throw contractError(cause);
  }

  function report(
    orderId: bigint,
    totalWei: bigint,
    receipt: TransactionReceipt | null,
    alreadyPlaced: boolean,
  ): void {
    const { hash, gasUsed } = receipt ?? {};
    out.result({ orderId, txHash: hash, gasUsed, totalWei, specDigest, alreadyPlaced }, [
      alreadyPlaced
        ? `order ${orderId} was placed before, transaction ${hash}; nothing was charged again`
        : `order ${orderId}: ${formatWei(totalWei)} SYM in escrow, transaction ${hash}, ${gasUsed} gas`,
    ]);
  }
}

function placedId(connection: MarketConnection, receipt: TransactionReceipt | null): bigint {
  const market = connection.deployment.contracts.market.toLowerCase();
  for (const log of receipt?.logs ?? []) {
    if (log.address.toLowerCase() !== market) continue;
    const event = connection.market.interface.parseLog(log);
    if (event?.name === "OrderPlaced") return event.args.orderId as bigint;
  }
  throw new SymbolonError("E6003", {
    reason: "the transaction placed no order",
    advice: "Run the command again: an order that did go through is found and not paid twice.",
  });
}

async function pinSpec(gateway: GatewayClient, spec: OrderSpec, expected: Hex): Promise<void> {
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
  if (pinOrderSpec.ok === null) {
    const { code, what, todo } = pinOrderSpec.error ?? { code: "", what: "no answer", todo: "" };
    if (!isErrorCode(code)) throw new SymbolonError("E9001", { reason: `${code} ${what}` });
    throw new SymbolonError(code, {}, { received: { what, todo } });
  }
  if (pinOrderSpec.ok.digest !== expected)
    throw new SymbolonError("E9001", { reason: "the gateway pinned another document" });
}
