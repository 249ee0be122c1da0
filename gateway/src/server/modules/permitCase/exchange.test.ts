import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { canonicalJson, digestOfBytes, RegisterExchange } from "@symbolon/protocol";
import {
  APPLICANT,
  application,
  BODIES,
  isRefused,
  openPermitStage,
  PERSON_NAME,
  requested,
} from "./test-support/permitStage.ts";

let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
  await stage.submit(application({ data: [requested("SE", "3")] }));
});
after(() => stage.gateway.close());

const exported = async () => {
  const response = await fetch(`${stage.gateway.url}/ehds/exchange/SE`);
  assert.equal(response.status, 200);
  return { text: await response.text(), etag: response.headers.get("etag") };
};
const send = (value: unknown, account = BODIES.FI) =>
  stage.send(account, "POST", "/ehds/exchange", "ehds-exchange", "import", value);

describe("exchange with other countries", () => {
  it("Art. 75: a country's register and the digests of its datasets go out as one canonical document", async () => {
    const { text, etag } = await exported();
    const document = RegisterExchange.parse(JSON.parse(text));
    assert.equal(canonicalJson(document), text);
    assert.equal(etag, `"${digestOfBytes(new TextEncoder().encode(text))}"`);
    assert.equal(document.entries.length, 1);
    assert.deepEqual(
      document.catalogue.map(({ datasetId }) => datasetId),
      ["3"],
    );
    assert.ok(!text.includes(PERSON_NAME));
    assert.equal((await fetch(`${stage.gateway.url}/ehds/exchange/DE`)).status, 404);
  });

  it("Art. 75: there is no place in it for a patient's record", async () => {
    const document = JSON.parse((await exported()).text) as { entries: object[]; catalogue: object[] };
    const [entry] = document.entries;
    for (const change of [
      { records: [] },
      { entries: [{ ...entry, rows: "age,sex" }] },
      { catalogue: [{ ...document.catalogue[0], sample: "age,sex" }] },
    ])
      assert.equal(RegisterExchange.safeParse({ ...document, ...change }).success, false);
  });

  it("Art. 75: another country's comes in as it is, signed for by an access body, and becomes no case here", async () => {
    const own = JSON.parse((await exported()).text) as { country: string; entries: { country: string }[] };
    isRefused(await send(own), 400, "E1006");
    const foreign = {
      ...own,
      country: "DE",
      entries: own.entries.map((entry) => ({ ...entry, country: "DE" })),
    };
    isRefused(await send(foreign, APPLICANT), 403, "E9002");
    isRefused(await send({ ...foreign, entries: own.entries }), 400, "E1006");
    const taken = await send(foreign);
    assert.equal(taken.status, 201, JSON.stringify(taken.json));
    const { imports } = (await (await fetch(`${stage.gateway.url}/ehds/exchange`)).json()) as {
      imports: { digest: string; country: string; entries: number }[];
    };
    assert.deepEqual(
      imports.map(({ digest, country, entries }) => [digest, country, entries]),
      [[taken.json.digest, "DE", 1]],
    );
    const kept = await fetch(`${stage.gateway.url}/ehds/exchange/${String(taken.json.digest)}`);
    assert.deepEqual(await kept.json(), foreign);
    const register = await fetch(`${stage.gateway.url}/ehds/register?country=DE`);
    assert.deepEqual(await register.json(), { entries: [] });
  });
});
