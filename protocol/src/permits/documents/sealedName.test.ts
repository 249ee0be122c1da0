import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHpkeKeyPair } from "../../envelope/hpke.ts";
import { SymbolonError } from "../../errors/SymbolonError.ts";
import { applicationJson } from "../test-support/samples.ts";
import { AccessApplication } from "./accessApplication.ts";
import { isSealedName, openName, sealName } from "./sealedName.ts";

const context = { chainId: 31_337, account: `0x${"Ab".repeat(20)}` };
const isClosed = (error: unknown) => error instanceof SymbolonError && error.code === "E5003";

test("Art. 67(2): a name is read by each access body it is sealed to, and by nobody else", async () => {
  const [finland, sweden, stranger] = [
    await makeHpkeKeyPair(),
    await makeHpkeKeyPair(),
    await makeHpkeKeyPair(),
  ];
  const bodies = [
    { country: "FI", sealingKey: finland.publicKey },
    { country: "SE", sealingKey: sweden.publicKey },
  ];
  const text = await sealName("Äiti Ωmega 李", bodies, context);
  assert.ok(!text.includes("Ωmega") && isSealedName(text));
  assert.equal(await openName(text, "FI", finland.privateKey, context), "Äiti Ωmega 李");
  const lower = { ...context, account: context.account.toLowerCase() };
  assert.equal(await openName(text, "SE", sweden.privateKey, lower), "Äiti Ωmega 李");
  await assert.rejects(openName(text, "FI", stranger.privateKey, context), isClosed);
  await assert.rejects(openName(text, "SE", finland.privateKey, context), isClosed);
  await assert.rejects(openName(text, "BE", finland.privateKey, context), isClosed, "not sealed to Belgium");
  const moved = { ...context, account: `0x${"cd".repeat(20)}` };
  await assert.rejects(openName(text, "FI", finland.privateKey, moved), isClosed, "another application");
});

test("a name in clear stays as it is, also one that looks like JSON", async () => {
  const { privateKey } = await makeHpkeKeyPair();
  for (const name of ["P. I. Example", "{", '{"format":"symbolon-sealed-name/2"}'])
    assert.equal(await openName(name, "FI", privateKey, context), name);
});

test("an application takes names sealed to 27 countries", async () => {
  const { publicKey } = await makeHpkeKeyPair();
  const bodies = Array.from({ length: 27 }, (_, i) => ({
    country: `A${String.fromCharCode(65 + (i % 26))}`,
    sealingKey: publicKey,
  }));
  const name = await sealName("x".repeat(100), bodies, context);
  const [person] = applicationJson().persons as [Record<string, unknown>];
  const parsed = AccessApplication.safeParse(applicationJson({ persons: [{ ...person, name }] }));
  assert.equal(parsed.success, true, parsed.error?.message);
});
