import { account, word } from "./hexWords.ts";
import { listingEvents } from "./listingEvents.ts";
import type { MadeUpEvent } from "./MadeUpEvent.ts";

const ORDERS_PER_DATASET = 20;
const NODES = [account(0xc1), account(0xc2), account(0xc3)];
const EVALUATOR = account(0xc4);
const TREASURY = account(0xd1);
const ORDER_WEI = 10n ** 18n;
const FIRST_SECOND = 1_800_000_000n;

/**
 * Transactions of a market that works: every dataset is listed (4 events) and then ordered 20 times, every order runs from payment to the
 * last payout (20 events). Buyers, providers and nodes come back, as in a market; datasets and orders are new ones.
 */
export function* marketHistory(orders: number): Generator<readonly MadeUpEvent[]> {
  for (let order = 1; order <= orders; order++) {
    const dataset = BigInt(Math.ceil(order / ORDERS_PER_DATASET));
    const provider = account(0x1000 + (Number(dataset) % 50));
    if (order % ORDERS_PER_DATASET === 1) yield listingEvents(dataset, provider);
    yield* trade(BigInt(order), dataset, provider, account(0x2000 + (order % 200)));
  }
}

function* trade(
  order: bigint,
  dataset: bigint,
  provider: string,
  buyer: string,
): Generator<readonly MadeUpEvent[]> {
  const payees = [provider, ...NODES, EVALUATOR, TREASURY];
  const amountsWei = [8n, 5n, 4n, 4n, 3n, 1n].map((part) => (ORDER_WEI * part) / 25n);
  const terms = {
    buyer,
    rhoMicro: 15_000n,
    rows: 3000n,
    purpose: 16n,
    accessSeconds: 2_592_000n,
    deadline: FIRST_SECOND + 86_400n,
    permitVersion: 0n,
    permitId: 0n,
    specDigest: word(order),
    buyerKey: word(order + 1n),
    totalWei: ORDER_WEI,
    workersWei: amountsWei[1]! + amountsWei[2]! + amountsWei[3]!,
    evaluatorWei: amountsWei[4],
    treasuryWei: amountsWei[5],
    renewalWei: ORDER_WEI / 10n,
    treasury: TREASURY,
    datasetIds: [dataset],
    versions: [1n],
    pricesWei: [ORDER_WEI],
    providers: [provider],
  };
  const settlement = { termsHash: word(order), buyer, settledAt: FIRST_SECOND + order, payees, amountsWei };
  const certificate = [word(order), true, 1n, 300n, 600n, 5100n];
  yield [
    ["privacyLedger", "BudgetReserved", [dataset, order, terms.rhoMicro]],
    ["market", "OrderPlaced", [order, buyer, word(order), terms]],
  ];
  const claimed = [order, NODES[0], word(order), FIRST_SECOND, FIRST_SECOND + 86_400n, NODES, [0n]];
  yield [["jobRegistry", "JobClaimed", claimed]];
  yield [
    ["privacyLedger", "BudgetCharged", [dataset, order, terms.rhoMicro]],
    ["jobRegistry", "JobMeasured", [order, word(order), 0n]],
  ];
  yield [["jobRegistry", "JobCommitted", [order, [word(1n), word(2n), word(3n)]]]];
  yield [["jobRegistry", "JobReported", [order, [word(order), word(order), word(order)]]]];
  yield [["jobRegistry", "JobCertified", [order, EVALUATOR, certificate, true]]];
  yield [
    ["accessToken", "AccessGranted", [order, buyer, terms.purpose, FIRST_SECOND + 2_592_000n]],
    ["market", "OrderSettled", [order, settlement]],
    ["jobRegistry", "JobFinalised", [order]],
  ];
  yield [["market", "OrderReleased", [order]]];
  for (const [index, payee] of payees.entries())
    yield [["market", "PayoutClaimed", [order, BigInt(index), payee, amountsWei[index]]]];
  yield [["accessToken", "AccessExtended", [order, FIRST_SECOND + 5_184_000n]]];
  yield [["datasetRegistry", "DatasetTermsChanged", [dataset, ORDER_WEI + order, 0n, 1000n, 80n]]];
}
