import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { simulateWashTrading, type WashTrading } from "../../test-support/simulateWashTrading.ts";

/** One whole token. */
const SYM = 10n ** 18n;

/** The figures a deployment has by default, and a crowd about as large as the ring. */
const RING: WashTrading = {
  wallets: 10,
  rounds: 3,
  tradesPerRound: 20,
  priceWei: 500n * SYM,
  treasuryBps: 250n,
  emissionBps: 5_000n,
  honestFeesWei: 100n * SYM,
  honestClaimBps: 6_000n,
  seed: 1,
  allocation: "payer",
};

/** Fees lost for good, and not a wei elsewhere: after every round the ring is poorer than before it. */
function assertLoses(market: WashTrading): void {
  const { profitsWei, paidFeesWei, emittedWei, retainedWei, conservedWei, startWei } =
    simulateWashTrading(market);
  assert.equal(conservedWei, startWei);
  assert.ok(emittedWei * 10_000n <= retainedWei * market.emissionBps);
  profitsWei.forEach((profitWei, round) => {
    const paidWei = paidFeesWei[round]! - (paidFeesWei[round - 1] ?? 0n);
    const gainedWei = profitWei - (profitsWei[round - 1] ?? 0n);
    // Trades too small for a fee of one wei earn nothing and cost nothing but gas.
    if (paidWei === 0n) assert.equal(gainedWei, 0n);
    else assert.ok(gainedWei < 0n, `a round of ${market.wallets} wallets gained ${gainedWei} wei`);
    assert.ok(gainedWei * 10_000n <= -paidWei * (10_000n - market.emissionBps));
  });
}

/* Seeds are fixed, so these tests raise no false alarm. */
describe("wash trading", () => {
  it("loses money for every ring of 1 to 1,000 wallets", () => {
    for (let wallets = 1; wallets <= 1_000; wallets++)
      assertLoses({ ...RING, wallets, tradesPerRound: wallets, seed: wallets });
  });

  it("loses money at any price, fee, emission, crowd and number of rounds", () => {
    const market = fc.record<WashTrading>({
      wallets: fc.integer({ min: 1, max: 1_000 }),
      rounds: fc.integer({ min: 1, max: 20 }),
      tradesPerRound: fc.integer({ min: 1, max: 50 }),
      // Dust, where rounding is all there is, and sums as large as the supply.
      priceWei: fc.oneof(fc.bigInt(0n, 100_000n), fc.bigInt(0n, 10n ** 27n)),
      treasuryBps: fc.bigInt(0n, 5_000n),
      emissionBps: fc.bigInt(0n, 9_999n),
      honestFeesWei: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 24n)),
      honestClaimBps: fc.bigInt(0n, 10_000n),
      seed: fc.nat(),
      allocation: fc.constant("payer"),
    });
    fc.assert(fc.property(market, assertLoses), { seed: 0x53594d, numRuns: 2_000 });
  });

  it("breaks even where all fees are given back, which is why the share must stay below 100 %", () => {
    const { profitsWei } = simulateWashTrading({ ...RING, emissionBps: 10_000n, honestFeesWei: 0n });
    const lostWei = -profitsWei.at(-1)!;
    // One wei of rounding per wallet and round.
    assert.ok(lostWei >= 0n && lostWei <= 30n, `${lostWei}`);
  });

  it("pays where an epoch hands on what others did not claim, so such a list is to be vetoed", () => {
    const market: WashTrading = {
      ...RING,
      rounds: 12,
      tradesPerRound: 2,
      priceWei: SYM,
      honestClaimBps: 1_000n,
    };
    assertLoses(market);
    const { profitsWei, emittedWei, retainedWei } = simulateWashTrading({ ...market, allocation: "carry" });
    assert.ok(emittedWei * 10_000n <= retainedWei * market.emissionBps, "within the contract's bound");
    assert.ok(profitsWei.at(-1)! > 0n);
  });
});
