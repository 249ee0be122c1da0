import { digestOfDocument, type Hex, type OrderSpec, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import { encodeEventTopics, parseEventLogs } from "viem";
import type { Config } from "wagmi";
import { readContract, simulateContract, writeContract } from "wagmi/actions";
import { readLogs, type TopicFilter } from "../data/chain/readLogs.ts";
import { pinOrderSpec } from "../data/gateway/pinOrderSpec.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { awaitReceipt } from "./awaitReceipt.ts";
import { signPermit } from "./signPermit.ts";

/**
 * A finished order form: the spec, what it costs at most, how long downloads stay open, its idempotency key, and the buyer's data permit
 * (0 in the commercial lane).
 */
export type PlaceOrderInput = {
  readonly buyer: Hex;
  readonly spec: OrderSpec;
  readonly maxPriceWei: bigint;
  readonly accessSeconds: number;
  readonly clientOrderId: Hex;
  readonly permitId: bigint;
};

/** Where a purchase is, for the progress text. */
export type PlaceOrderStep = "pinning" | "permit" | "sending" | "confirming";

/**
 * Pins the spec, signs the permit, and sends placeOrder; what the buyer reads before is the order form with its bill (`features/purchase`). Safe to call
 * again with the same input after any failure: the order that the buyer placed with this `clientOrderId` is looked for first, so one that did go through
 * is found and never paid twice.
 * Throws what wallet, gateway and chain throw; callers map it with toSymbolonError.
 */
export async function placeOrder(
  config: Config,
  deployment: GatewayDeployment,
  input: PlaceOrderInput,
  onStep: (step: PlaceOrderStep, tx?: Hex) => void,
): Promise<{ orderId: bigint; tx: Hex | null }> {
  const { chainId, contracts } = deployment;
  const earlier = await findPlaced(config, deployment, input);
  if (earlier !== null) return { orderId: earlier, tx: null };

  onStep("pinning");
  const specDigest = digestOfDocument(input.spec);
  const pinned = await pinOrderSpec(input.spec);
  if (pinned.digest.toLowerCase() !== specDigest) throw new SymbolonError("E5002", { cid: pinned.cid });

  const datasetIds = input.spec.datasetIds.map(BigInt);
  // Says what is missing before the wallet is asked for anything.
  if (input.permitId !== 0n)
    await readContract(config, {
      address: contracts.permitRegistry,
      abi: PermitRegistryAbi,
      functionName: "check",
      args: [input.permitId, input.buyer, input.spec.purpose, datasetIds],
      chainId,
    });

  onStep("permit");
  const permit = await signPermit(config, deployment, input.buyer, input.maxPriceWei);

  onStep("sending");
  const { request } = await simulateContract(config, {
    address: contracts.market,
    abi: MarketAbi,
    chainId,
    functionName: "placeOrder",
    account: input.buyer,
    args: [
      {
        datasetIds,
        specDigest,
        buyerKey: input.spec.buyerKey,
        clientOrderId: input.clientOrderId,
        permitId: input.permitId,
        maxPriceWei: input.maxPriceWei,
        rhoMicro: BigInt(input.spec.rhoMicro),
        purpose: input.spec.purpose,
        rows: input.spec.rows,
        accessSeconds: input.accessSeconds,
      },
      [],
      permit,
    ],
  });
  const tx = await writeContract(config, request);

  onStep("confirming", tx);
  const receipt = await awaitReceipt(
    config,
    deployment,
    tx,
    "Nothing was charged. Try again; the same order is never paid twice.",
  );
  const [placed] = parseEventLogs({ abi: MarketAbi, eventName: "OrderPlaced", logs: receipt.logs });
  if (placed === undefined) throw new SymbolonError("E6008", { tx, reason: "it placed no order" });
  return { orderId: placed.args.orderId, tx: receipt.transactionHash };
}

async function findPlaced(
  config: Config,
  deployment: GatewayDeployment,
  { buyer, clientOrderId }: PlaceOrderInput,
): Promise<bigint | null> {
  const topics = encodeEventTopics({
    abi: MarketAbi,
    eventName: "OrderPlaced",
    args: { buyer, clientOrderId },
  });
  const logs = await readLogs(config, deployment, [deployment.contracts.market], topics as TopicFilter);
  const id = logs.at(-1)?.topics[1];
  return id === undefined ? null : BigInt(id);
}
