import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Sent } from "./chain.ts";
import { unlessOvertaken } from "./unlessOvertaken.ts";

const refusing = (error: string) => async (): Promise<Sent> => {
  throw new SymbolonError("E6003", { reason: "-", error, advice: "-" });
};

test("a refusal that says that the chain moved on is no error, any other one is", async () => {
  for (const error of ["JobWrongState", "JobMismatch", "OrderWrongStatus"])
    assert.equal(await unlessOvertaken(refusing(error)), null);
  await assert.rejects(unlessOvertaken(refusing("JobBadReveal")), { code: "E6003" });
  assert.equal(await unlessOvertaken(refusing("JobClaimTooEarly"), ["JobClaimTooEarly"]), null);
  const away = async (): Promise<Sent> => {
    throw new SymbolonError("E6001", { reason: "-" });
  };
  await assert.rejects(unlessOvertaken(away), { code: "E6001" });
});
