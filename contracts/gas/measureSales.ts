import { id } from "ethers";
import { signAuthorization } from "../test-support/authorization.ts";
import { eventOf, send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";
import { playUntil } from "../test-support/jobSteps.ts";
import { issuePermit } from "../test-support/permits.ts";
import { orderOf, settlementOf } from "../test-support/records.ts";
import {
  buy,
  EHDS,
  listing,
  orderRequest,
  PRICE_A_WEI,
  PRICE_B_WEI,
  signPermit,
} from "../test-support/sale.ts";
import type { GasBook } from "./gasRow.ts";
import { newBuyer } from "./newBuyer.ts";

/** One dataset per order: 1 is commercial, 3 is commercial with a bound per buyer, 4 is in the EHDS lane. */
const ONE = { datasetIds: [1n], maxPriceWei: PRICE_A_WEI };
const BOUND = { datasetIds: [3n], maxPriceWei: PRICE_A_WEI };

/** Publishing, repricing, buying in every way there is, renewing. Leaves datasets 1 to 4 and a market with a balance. */
export async function measureSales(stage: Stage, book: GasBook): Promise<void> {
  const { hospitalA, hospitalB } = stage.actors;
  const publish = (signer: typeof hospitalA, overrides: Record<string, unknown>) =>
    send(stage, signer, "datasetRegistry", "publish", listing(overrides));
  await book.note("publish, cold", publish(hospitalA, {}));
  await publish(hospitalB, { priceWei: PRICE_B_WEI });
  await book.note("publish, warm", publish(hospitalB, { rhoPerBuyerMicro: 500_000n }));
  await book.note("publish in the EHDS lane", publish(hospitalB, EHDS));
  const terms = [3n, PRICE_A_WEI, 0n, 1_000, 0b11000] as const;
  await book.note("setTerms, cold", send(stage, hospitalB, "datasetRegistry", "setTerms", ...terms));
  await book.note("setTerms, warm", send(stage, hospitalB, "datasetRegistry", "setTerms", ...terms));
  const version = {
    ...listing({ catalogueDigest: id("catalogue 2"), consentRoot: id("root 2") }),
    addedRhoMicro: 1_000n,
  };
  const publishVersion = send(stage, hospitalA, "datasetRegistry", "publishVersion", 1n, version);
  await book.note("publishVersion with budget", publishVersion);

  // Gives the market a balance, as any running market has one.
  await buy(stage, { ...ONE, clientOrderId: id("order 0") });
  const first = await newBuyer(stage, "first");
  await book.note("buy, cold: consent and budget checked", buy(first, ONE));
  await book.note("buy, warm", buy(first, { ...ONE, clientOrderId: id("order 2") }));
  const bounded = await newBuyer(stage, "bounded");
  await book.note("buy, cold: with a bound per buyer", buy(bounded, BOUND));
  const holder = await newBuyer(stage, "holder");
  const permitId = await issuePermit(stage, { holder: holder.actors.buyer.address, datasetIds: [4n] });
  const underPermit = { datasetIds: [4n], permitId, maxPriceWei: 100n };
  await book.note("buy, cold: consent, permit and budget checked", buy(holder, underPermit));
  const two = await newBuyer(stage, "two");
  await book.note("buy, cold: two datasets", buy(two));
  await measureAuthorization(stage, book);
  await measureRenewal(await newBuyer(stage, "renewing"), book);
}

async function measureAuthorization(stage: Stage, book: GasBook): Promise<void> {
  const buyer = await newBuyer(stage, "authorizing");
  const request = orderRequest(ONE);
  const authorization = await signAuthorization(buyer, request, PRICE_A_WEI);
  const args = [request, [], buyer.actors.buyer.address, authorization];
  const relayed = send(buyer, stage.actors.stranger, "market", "placeOrderWithAuthorization", ...args);
  await book.note("buy, cold: relayed, EIP-3009", relayed);
}

async function measureRenewal(stage: Stage, book: GasBook): Promise<void> {
  const receipt = await buy(stage, ONE);
  const orderId = eventOf(stage, "market", "OrderPlaced", receipt).orderId as bigint;
  await playUntil(stage, orderId, "finalise");
  for (const operation of ["renew, cold", "renew, warm"]) {
    const { terms } = await orderOf(stage, orderId);
    const permit = await signPermit(stage, terms.renewalWei);
    const args = [orderId, terms, await settlementOf(stage, orderId), permit];
    await book.note(operation, send(stage, stage.actors.buyer, "market", "renew", ...args));
  }
}
