import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { NO_SETTINGS, parseSettings } from "./marketSettings.ts";

const fiat = {
  currency: "EUR",
  perToken: "0.85",
  perCoin: "2400.5",
  source: "price list",
  asOf: "2026-11-28",
};
const walletConnect = { projectId: "ab".repeat(16), module: "/walletconnect.js" };

test("what an operator says is taken over, and what is absent is nothing; the file of the build says nothing", () => {
  assert.deepEqual(parseSettings({ fiat, walletConnect }), { fiat, walletConnect });
  const { perCoin, ...without } = fiat;
  assert.deepEqual(parseSettings({ fiat: without }).fiat, { ...without, perCoin: null }, perCoin);
  const shipped = new URL("../../public/settings.json", import.meta.url);
  assert.deepEqual(parseSettings(JSON.parse(readFileSync(shipped, "utf8"))), NO_SETTINGS);
});

for (const [name, document] of [
  ["no object", []],
  ["a rate as a number", { fiat: { ...fiat, perToken: 0.85 } }],
  ["a negative rate", { fiat: { ...fiat, perToken: "-1" } }],
  ["a rate without its source", { fiat: { ...fiat, source: "" } }],
  ["a day in words", { fiat: { ...fiat, asOf: "yesterday" } }],
  [
    "wallet code from another origin",
    { walletConnect: { ...walletConnect, module: "https://evil.example/w.js" } },
  ],
  [
    "wallet code from another origin without a scheme",
    { walletConnect: { ...walletConnect, module: "//evil.example/w.js" } },
  ],
  ["a project that is no number", { walletConnect: { ...walletConnect, projectId: "mine" } }],
] as const)
  test(`${name} is E1006`, () => {
    assert.throws(
      () => parseSettings(document),
      (error: unknown) => error instanceof SymbolonError && error.code === "E1006",
    );
  });
