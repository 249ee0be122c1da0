import assert from "node:assert/strict";
import { test } from "node:test";
import { orderGas } from "../../data/chain/orderGas.ts";
import { gasBasisText } from "./gasBasisText.ts";

const GWEI = 10n ** 9n;

test("before anybody has ordered the fee is the measured gas of a first order, and says so", () => {
  const gas = orderGas({ latestGas: null, maxFeePerGasWei: 2n * GWEI }, 2, false);
  assert.deepEqual([gas.feeWei, gas.basis], [gas.gas * 2n * GWEI, "benchmark"]);
  assert.ok(gas.gas > orderGas({ latestGas: null, maxFeePerGasWei: GWEI }, 1, false).gas);
  assert.equal(
    gasBasisText(gas),
    "About 204,119 gas, as measured for a first order (nobody has ordered here yet), at 2 gwei each at most.",
  );
});

test("once there is an order, its receipt counts", () => {
  const gas = orderGas({ latestGas: 142_000n, maxFeePerGasWei: 1_234_567_890n }, 5, true);
  assert.equal(gas.feeWei, 142_000n * 1_234_567_890n);
  assert.equal(gasBasisText(gas), "About 142,000 gas, as the latest order used, at 1.23 gwei each at most.");
});

test("a price that rounds to nothing is not shown as nothing", () => {
  const shown = (wei: bigint) => gasBasisText(orderGas({ latestGas: 1n, maxFeePerGasWei: wei }, 1, false));
  assert.match(shown(1_000n), /at <0\.01 gwei each/);
  assert.match(shown(0n), /at 0 gwei each/);
});
