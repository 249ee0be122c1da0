import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeStanding } from "./decodeStanding.ts";

const standing = (consents: object[], optOut = "NONE") => ({
  message: "NONE",
  standing: { consents, optOut },
});

test("a consent counts while it is given or renewed; a status nobody knows lets nothing through", () => {
  const valid = (status: string) => decodeStanding(standing([{ status }])).hasValidConsent;
  assert.deepEqual(["ConsentGiven", "RenewedConsentGiven"].map(valid), [true, true]);
  assert.deepEqual(["ConsentWithdrawn", "ConsentExpired", "Whatever"].map(valid), [false, false, false]);
});

test("a key that the hub does not know has no standing, and may have sent a message all the same", () => {
  const answer = decodeStanding({ message: "RECEIVED", standing: null });
  assert.deepEqual([answer.isKnown, answer.message, answer.consents], [false, "RECEIVED", 0]);
  assert.throws(() => decodeStanding({ standing: null }), { code: "E9001" });
});
