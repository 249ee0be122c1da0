import { digestOfDocument, type Hex, type OrderSpec, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { parseEventLogs, parseSignature } from "viem";
import type { Config } from "wagmi";
import {
  getBlock,
  readContract,
  signTypedData,
  simulateContract,
  waitForTransactionReceipt,
  writeContract,
} from "wagmi/actions";
import { pinOrderSpec } from "../data/gateway/pinOrderSpec.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatNumber } from "../format/formatNumber.ts";
import { formatSym } from "../format/formatSym.ts";
import { formatDuration } from "../format/formatTime.ts";
import { formatDelta } from "../format/privacyMeaning.ts";
import { permitTypedData } from "./permitTypedData.ts";
import type { TransactionText } from "./transactionText.ts";

const PERMIT_SECONDS = 3600n;
const RECEIPT_MILLIS = 180_000;

/** A finished order form: the spec, what it costs at most, how long downloads stay open, and its idempotency key. */
export type PlaceOrderInput = {
  readonly buyer: Hex;
  readonly spec: OrderSpec;
  readonly maxPriceWei: bigint;
  readonly accessSeconds: number;
  readonly clientOrderId: Hex;
};

/** Where a purchase is, for the progress text. */
export type PlaceOrderStep = "pinning" | "permit" | "sending" | "confirming";

/** What the buyer reads before signing. */
export function describePlaceOrder(input: PlaceOrderInput): TransactionText {
  return {
    title: "Pay into escrow and open the order",
    facts: [
      { label: "You pay at most", value: `${formatSym(input.maxPriceWei, 4)} SYM` },
      { label: "For", value: `${formatNumber(input.spec.rows)} synthetic records` },
      { label: "Privacy", value: `ε ${input.spec.epsilon}, δ ${formatDelta(input.spec.delta)}` },
      { label: "Downloads stay open for", value: formatDuration(input.accessSeconds) },
    ],
    note: "One signature allows exactly this sum, one transaction pays it. The money stays in escrow until the file is certified; if the job fails or is late, you get all of it back.",
  };
}

/**
 * Pins the spec, signs the permit, and sends placeOrderWithPermit. Safe to call again with the same input after any failure:
 * the market knows `clientOrderId`, so an order that did go through is found and never paid twice.
 * Throws what wallet, gateway and chain throw; callers map it with toSymbolonError.
 */
export async function placeOrder(
  config: Config,
  deployment: GatewayDeployment,
  input: PlaceOrderInput,
  onStep: (step: PlaceOrderStep) => void,
): Promise<{ orderId: bigint; tx: Hex | null }> {
  const { chainId, contracts } = deployment;
  const market = { address: contracts.market, abi: MarketAbi, chainId } as const;
  const earlier = await readContract(config, {
    ...market,
    functionName: "orderIdOf",
    args: [input.buyer, input.clientOrderId],
  });
  if (earlier !== 0n) return { orderId: earlier, tx: null };

  onStep("pinning");
  const specDigest = digestOfDocument(input.spec);
  const pinned = await pinOrderSpec(input.spec);
  if (pinned.digest.toLowerCase() !== specDigest) throw new SymbolonError("E5002", { cid: pinned.cid });

  onStep("permit");
  const permit = await signPermit(config, deployment, input.buyer, input.maxPriceWei);

  onStep("sending");
  const { request } = await simulateContract(config, {
    ...market,
    functionName: "placeOrderWithPermit",
    account: input.buyer,
    args: [
      {
        datasetIds: input.spec.datasetIds.map(BigInt),
        specDigest,
        buyerKey: input.spec.buyerKey,
        rhoMicro: BigInt(input.spec.rhoMicro),
        purpose: input.spec.purpose,
        rows: input.spec.rows,
        accessSeconds: BigInt(input.accessSeconds),
        maxPriceWei: input.maxPriceWei,
        clientOrderId: input.clientOrderId,
      },
      permit,
    ],
  });
  const tx = await writeContract(config, request);

  onStep("confirming");
  const receipt = await waitForTransactionReceipt(config, { hash: tx, chainId, timeout: RECEIPT_MILLIS });
  const [placed] = parseEventLogs({ abi: MarketAbi, eventName: "OrderPlaced", logs: receipt.logs });
  if (receipt.status !== "success" || placed === undefined)
    throw new SymbolonError("E6003", {
      reason: "the transaction was undone",
      advice: "Nothing was charged. Try again; the same order is never paid twice.",
    });
  return { orderId: placed.args.orderId, tx };
}

async function signPermit(config: Config, deployment: GatewayDeployment, owner: Hex, valueWei: bigint) {
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
