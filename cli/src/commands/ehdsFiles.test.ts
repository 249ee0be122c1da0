import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { attestUse, canonicalJson, type Hex, PROHIBITED_USES } from "@symbolon/protocol";
import { Wallet } from "ethers";
import { type GatewayClient, gatewayClient } from "../shared/gatewayClient.ts";
import type { MarketConnection } from "../shared/market.ts";
import { ehdsAttest } from "./ehds.ts";
import { ehdsAgree } from "./ehdsAgree.ts";
import { ehdsAlarms } from "./ehdsAlarms.ts";
import { ehdsDeclare } from "./ehdsDeclare.ts";
import { ehdsExport, ehdsImport } from "./ehdsExchange.ts";

const ACCOUNT = new Wallet(`0x${"a1".repeat(32)}`);
const connection = { deployment: { chainId: 31_337 }, signer: ACCOUNT } as unknown as MarketConnection;
const quiet = { result: () => undefined };
const register = {
  format: "symbolon-register-exchange/1",
  chainId: 31_337,
  country: "FI",
  madeAt: 1_900_000_000,
  offset: 0,
  entries: [],
  catalogue: [],
};

type Call = {
  readonly method: string;
  readonly url: string;
  readonly purpose: string;
  readonly body: string;
};
const calls: Call[] = [];
/** A hub that takes everything, remembers it, and has one register; every case has four acts. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const purpose = String(request.headers["x-symbolon-purpose"]);
    calls.push({
      method: request.method!,
      url: request.url!,
      purpose,
      body: Buffer.concat(chunks).toString(),
    });
    const found = request.url!.startsWith("/ehds/cases/") ? { sequence: 4 } : register;
    response.end(JSON.stringify(request.method === "GET" ? found : { digest: "0x12", orderId: "7" }));
  });
});
let folder: string;
let gateway: GatewayClient;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  gateway = gatewayClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  folder = await mkdtemp(join(tmpdir(), "symbolon-ehds-"));
});
after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  calls.length = 0;
});
const put = async (name: string, value: unknown) => {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(value));
  return file;
};

test("Art. 61(3): alarms tells the signs in orders under permits, and neither cohorts nor other orders", async () => {
  const cohort = [{ column: "age", below: 21 }];
  const near = { kind: "near-identical", orderId: "6" };
  await put("listing.json", { datasetId: "3", root: "0x00", txHash: "0x00" });
  await put("alarms.json", {
    format: "symbolon-alarms/1",
    orders: [
      { orderId: "6", account: "0xb1", permitId: "2", cohort, signs: [] },
      { orderId: "7", account: "0xb1", permitId: "2", cohort, signs: [{ kind: "narrow-cohort" }, near] },
      { orderId: "8", account: "0xb1", permitId: "0", cohort, signs: [near] },
    ],
  });
  await ehdsAlarms(gateway, connection, { stateFolder: folder }, quiet);
  const alarm = { format: "symbolon-alarm/1", orderId: "7", datasetId: "3" };
  assert.deepEqual(
    calls.map(({ method, url, purpose, body }) => [method, url, purpose, JSON.parse(body)]),
    [{ kind: "narrow-cohort" }, near].map((sign) => [
      "PUT",
      "/ehds/alarms/7",
      "ehds-alarm",
      { ...alarm, sign },
    ]),
  );
});

test("declare signs the declaration in the file, and refuses what is none before it asks the hub", async () => {
  const declaration = {
    format: "symbolon-holder-declaration/1",
    chainId: 31_337,
    datasetId: "3",
    holderClass: "obliged",
    nationalExtension: null,
    identifiable: true,
    isDerived: false,
    derivedFrom: [],
    protectedColumns: [],
    openAccessUrl: null,
    reviewedOn: "2029-04-01",
  };
  await ehdsDeclare(gateway, connection, { file: await put("declaration.json", declaration) }, quiet);
  assert.deepEqual(calls, [
    { method: "PUT", url: "/ehds/datasets/3", purpose: "ehds-holder", body: canonicalJson(declaration) },
  ]);
  const file = await put("none.json", { ...declaration, isDerived: true });
  await assert.rejects(ehdsDeclare(gateway, connection, { file }, quiet), { code: "E1006" });
  assert.equal(calls.length, 1);
});

test("Art. 68(3): agree signs the data request in the file for the case's next number", async () => {
  const request = {
    format: "symbolon-data-request/1",
    chainId: 31_337,
    account: ACCOUNT.address.toLowerCase(),
    applicant: {
      legalName: "Example University",
      applicantClass: "university",
      country: "FI",
      activities: "Cancer epidemiology",
    },
    summary: { title: "Survival", text: "How long?" },
    purposes: ["SCIENTIFIC_RESEARCH"],
    use: { explanation: "A table", benefit: "Prognosis", contribution: "Public health" },
    data: [
      {
        country: "FI",
        datasetId: "1",
        categories: ["a"],
        scope: "Adults",
        timeRange: { from: "2015-01-01", until: "2024-12-31" },
        format: "Table",
        sources: "Hospital records",
      },
    ],
    safeguards: "Counts alone are kept",
    attestations: PROHIBITED_USES.map(({ code }) => code),
    noReidentification: true,
    statisticalContent: "Patients by stage",
    lawfulBasis: "Art. 6(1)(e) GDPR",
  };
  const caseId = `0x${"ab".repeat(32)}/FI`;
  await ehdsAgree(gateway, connection, { caseId, file: await put("request.json", request) }, quiet);
  assert.deepEqual(
    calls.map(({ method, url, purpose }) => [method, url, purpose]),
    [
      ["GET", `/ehds/cases/${caseId}`, "undefined"],
      ["PUT", `/ehds/cases/${caseId}/request/4`, "ehds-agree"],
    ],
  );
  assert.deepEqual(JSON.parse(calls[1]!.body), request);
  const other = await put("other.json", { ...request, lawfulBasis: "" });
  await assert.rejects(ehdsAgree(gateway, connection, { caseId, file: other }, quiet), { code: "E1006" });
  await assert.rejects(ehdsAgree(gateway, connection, { caseId: "0xab", file: other }, quiet), {
    code: "E1006",
  });
  assert.equal(calls.length, 2, "nothing was asked for either");
});

test("Art. 75: what export writes is what import sends", async () => {
  const file = join(folder, "register.json");
  await ehdsExport(gateway, { country: "FI", file }, quiet);
  await ehdsImport(gateway, connection, { file }, quiet);
  const text = canonicalJson(register);
  assert.equal(await readFile(file, "utf8"), text);
  assert.deepEqual(
    calls.map(({ method, url }) => `${method} ${url}`),
    ["GET /ehds/exchange/FI", "POST /ehds/exchange"],
  );
  assert.equal(calls[1]!.body, text);
});

test("Art. 54: attest writes the attestation of the account, the permit and the spec's own datasets and purpose", async () => {
  const spec = {
    format: "symbolon-order/3",
    chainId: 31_337,
    datasetIds: ["1"],
    schemaDigest: `0x${"11".repeat(32)}`,
    engine: "aim",
    rows: 10,
    epsilon: 1,
    delta: 1e-6,
    rhoMicro: "10",
    workload: [],
    patients: 10,
    mostPatients: 10,
    purpose: 16,
    buyerKey: `0x${"22".repeat(32)}`,
    thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
  };
  const file = await put("spec.json", spec);
  await ehdsAttest(connection, { file, permitId: 4n }, quiet);
  const account = ACCOUNT.address as Hex;
  const job = { chainId: 31_337, account, permitId: 4n, datasetIds: [1n], purpose: 16n };
  const written = JSON.parse(await readFile(file, "utf8")) as unknown;
  assert.deepEqual(written, { ...spec, useAttestation: attestUse(job) });
  assert.deepEqual(calls, []);
});
