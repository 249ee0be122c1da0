import type { Signer } from "ethers";
import { id, Signature, ZeroHash } from "ethers";
import { eventOf, send } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";

/** Price of both datasets in the tests: 100.000000000000000001 and 60 tokens, so that shares do not come out even. */
export const PRICE_A_WEI = 10n ** 20n + 1n;
export const PRICE_B_WEI = 6n * 10n ** 19n;

/** Purpose bits that the test listings allow: 3 and 4. */
export const PURPOSES_MASK = 0b11000;

/** Cost lines of the commercial lane: none. */
export const NO_COSTS = { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n };

/** Cost lines of the tests' EHDS datasets, and what makes {@link listing} one. */
export const COSTS = { holderWei: 40n, computeWei: 31n, evaluationWei: 7n, accessBodyWei: 22n };
export const EHDS = { lane: 1, consentRoot: ZeroHash, priceWei: 100n, renewalBps: 0, costs: COSTS };

/** A listing with distinct digests; a test names what it changes. */
export function listing(overrides: Record<string, unknown> = {}) {
  return {
    catalogueDigest: id("catalogue"),
    schemaDigest: id("schema"),
    licenceHash: id("licence"),
    consentRoot: id("consent root"),
    priceWei: PRICE_A_WEI,
    rowPriceWei: 0n,
    renewalBps: 1_000,
    rhoCapMicro: 1_000_000n,
    rhoPerBuyerMicro: 0n,
    purposesMask: PURPOSES_MASK,
    categoryCode: 3,
    lane: 0,
    costs: NO_COSTS,
    ...overrides,
  };
}

/** Publishes a dataset and returns its id. */
export async function publish(stage: Stage, provider: Signer, overrides: Record<string, unknown> = {}) {
  const receipt = await send(stage, provider, "datasetRegistry", "publish", listing(overrides));
  const { datasetId } = eventOf(stage, "datasetRegistry", "DatasetPublished", receipt);
  return datasetId as bigint;
}

/** Publishes the two datasets most tests sell: ids 1 (hospitalA) and 2 (hospitalB). */
export async function publishBoth(stage: Stage): Promise<bigint[]> {
  const a = await publish(stage, stage.actors.hospitalA);
  const b = await publish(stage, stage.actors.hospitalB, {
    priceWei: PRICE_B_WEI,
    consentRoot: id("root B"),
  });
  return [a, b];
}

/** An order request over datasets 1 and 2; a test names what it changes. */
export function orderRequest(overrides: Record<string, unknown> = {}) {
  return {
    datasetIds: [1n, 2n],
    specDigest: id("spec"),
    buyerKey: id("buyer key"),
    clientOrderId: id("order 1"),
    permitId: 0n,
    maxPriceWei: PRICE_A_WEI + PRICE_B_WEI,
    rhoMicro: 40_000n,
    purpose: 0b10000,
    rows: 3_000,
    accessSeconds: 30 * 86_400,
    ...overrides,
  };
}

/** Signs an EIP-2612 permit of the buyer for the market. */
export async function signPermit(stage: Stage, valueWei: bigint, deadline?: number) {
  const { buyer } = stage.actors;
  const until = deadline ?? (await stage.now()) + 3_600;
  const { token, market } = stage.deployment.contracts;
  const nonce = await stage.contracts.token.getFunction("nonces")(buyer);
  const field = (name: string, type: string) => ({ name, type });
  const signature = await buyer.signTypedData(
    { name: "Symbolon", version: "1", chainId: stage.chainId, verifyingContract: token },
    {
      Permit: [
        field("owner", "address"),
        field("spender", "address"),
        field("value", "uint256"),
        field("nonce", "uint256"),
        field("deadline", "uint256"),
      ],
    },
    { owner: buyer.address, spender: market, value: valueWei, nonce, deadline: until },
  );
  const { v, r, s } = Signature.from(signature);
  return { valueWei, deadline: until, v, r, s };
}

/** Says that the allowance is there already. */
export const NO_PERMIT = { valueWei: 0n, deadline: 0, v: 27, r: ZeroHash, s: ZeroHash };

/** Buys with one transaction and returns its receipt. */
export async function buy(stage: Stage, overrides: Record<string, unknown> = {}) {
  const request = orderRequest(overrides);
  const permit = await signPermit(stage, BigInt(request.maxPriceWei));
  return send(stage, stage.actors.buyer, "market", "placeOrder", request, [], permit);
}
