import assert from "node:assert/strict";
import {
  acknowledgementOf,
  CRITERIA,
  canonicalJson,
  contractDomain,
  decisionOf,
  documentKeccak,
  type Hex,
  makeHpkeKeyPair,
  PERMIT_CONTEXT,
  PERMIT_DOCUMENT_TYPES,
  type PermitDocument,
  PROHIBITED_USES,
  personIdentity,
  quoteCosts,
} from "@symbolon/protocol";
import { Wallet } from "ethers";
import { insertDataset } from "../../../../test-support/indexRows.ts";
import { DEPLOYMENT, openTestGateway } from "../../../../test-support/openTestGateway.ts";
import { signedHeaders } from "../../../../test-support/signedHeaders.ts";

const wallet = (n: number) => new Wallet(`0x${n.toString(16).padStart(64, "0")}`);
const lower = (account: string) => account.toLowerCase() as Hex;

/** Accounts of the story. */
export const APPLICANT = wallet(0xa1);
export const RESEARCHER = wallet(0xa2);
export const HOLDER = wallet(0xa3);
export const STRANGER = wallet(0xa4);
export const BODIES = { FI: wallet(0xb1), SE: wallet(0xb2), BE: wallet(0xb3) } as const;
export type Country = keyof typeof BODIES;
export const SALT = `0x${"07".repeat(32)}` as const;
export const PERSON_NAME = "Pekka Esimerkki";
const TARIFF = {
  unitCents: { assessment: "50000", environment: "9900" },
  reductionBps: { university: 2000 },
};
const DAY = 86_400;

/** A gateway with three access bodies and four datasets of the EHDS lane, and what a client does with it. */
export async function openPermitStage() {
  const gateway = await openTestGateway();
  const { chain, url } = gateway;
  const keys = {
    FI: await makeHpkeKeyPair(),
    SE: await makeHpkeKeyPair(),
    BE: await makeHpkeKeyPair(),
  };
  chain.roles.set(4n, new Set(Object.values(BODIES).map(({ address }) => lower(address))));
  for (const id of [1, 2, 3, 4])
    await insertDataset(gateway.database, id, { lane: "EHDS", owner: lower(HOLDER.address) });
  await insertDataset(gateway.database, 5, {});

  const send = async (
    account: Wallet,
    method: string,
    path: string,
    purpose: string,
    subject: string,
    value: unknown,
  ) => {
    const body = value === undefined ? "" : typeof value === "string" ? value : canonicalJson(value);
    const headers = await signedHeaders(account, { purpose, subject, body, expires: chain.time + 300 });
    const response = await fetch(`${url}${path}`, { method, headers, ...(body === "" ? {} : { body }) });
    const text = await response.text();
    return {
      status: response.status,
      json: JSON.parse(text) as Record<string, unknown> & { error?: { code: string } },
    };
  };
  const accessBody = (country: Country, overrides: Record<string, unknown> = {}) => ({
    format: "symbolon-access-body/1",
    chainId: DEPLOYMENT.chainId,
    country,
    name: `demo HDAB ${country}`,
    account: lower(BODIES[country].address),
    contact: "mailto:hdab@example.org",
    timeZone: "Europe/Helsinki",
    holidays: [],
    sealingKey: keys[country].publicKey,
    tariff: TARIFF,
    nationalRules: country === "FI" ? [{ category: "f", requires: "ethics-document" }] : [],
    ...overrides,
  });
  for (const country of ["FI", "SE", "BE"] as const)
    await send(
      BODIES[country],
      "PUT",
      `/ehds/access-bodies/${country}`,
      "access-body",
      country,
      accessBody(country),
    );

  const caseReader = async (hash: string, country: string) =>
    (await (await fetch(`${url}/ehds/cases/${hash}/${country}`)).json()) as {
      state: string;
      sequence: number;
      [name: string]: unknown;
    };
  const stage = {
    gateway,
    keys,
    send,
    accessBody,
    read: caseReader,
    /** Signs and sends the next act of a case. */
    async act(account: Wallet, hash: string, country: Country, value: unknown) {
      const { sequence } = await caseReader(hash, country);
      const path = `/ehds/cases/${hash}/${country}/acts/${sequence}`;
      return send(account, "PUT", path, "ehds-act", `${hash}/${country}/${sequence}`, value);
    },
    apply: (value: unknown, account = APPLICANT) =>
      send(account, "POST", "/ehds/applications", "ehds-permit", "submit", value),
    /** Submits an application; gives its hash. */
    async submit(value: unknown): Promise<Hex> {
      const answer = await stage.apply(value);
      assert.equal(answer.status, 201, JSON.stringify(answer.json));
      return answer.json.applicationHash as Hex;
    },
    request: (value: unknown, account = APPLICANT) =>
      send(account, "POST", "/ehds/requests", "ehds-request", "submit", value),
    /** From a fresh case to an accepted quote; gives the quote. */
    async assess(hash: Hex, country: Country, datasetId: string) {
      const by = BODIES[country];
      await stage.act(by, hash, country, { kind: "found-complete" });
      for (const criterion of CRITERIA)
        await stage.act(by, hash, country, {
          kind: "criterion-recorded",
          criterion,
          finding: "met",
          note: "Looked at",
        });
      for (const risk of ["a", "b"])
        await stage.act(by, hash, country, { kind: "risk-recorded", risk, mitigated: true, note: "None" });
      const quote = quoteCosts(TARIFF, {
        applicationHash: hash,
        country,
        applicantClass: "university",
        work: [{ kind: "assessment", units: 1 }],
        holderEstimates: [{ datasetId, cents: 120_000n }],
      });
      await stage.act(by, hash, country, { kind: "quoted", quote });
      await stage.act(APPLICANT, hash, country, { kind: "quote-accepted", quoteHash: documentKeccak(quote) });
      return quote;
    },
    /** The permit for a case, anchored on the told chain under `permitId` and signed. */
    async permit(
      hash: Hex,
      country: Country,
      permitId: bigint,
      quote: { totalCents: string },
      datasetIds: string[],
      signer: Wallet = BODIES[country],
    ) {
      const validFrom = chain.time;
      const document: PermitDocument = {
        "@context": PERMIT_CONTEXT,
        type: "eu-ehds:DataPermit",
        id: `urn:symbolon:permit:${DEPLOYMENT.chainId}:${hash}:${country}:v1`,
        format: "symbolon-data-permit/1",
        applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
        applicationHash: hash,
        version: 1,
        previous: null,
        issuer: { account: lower(BODIES[country].address), name: `demo HDAB ${country}`, country },
        holder: { account: lower(APPLICANT.address), legalName: "Example University" },
        data: {
          datasetIds,
          categories: ["a"],
          specification: "Adults",
          sources: "Hospital records",
          format: { kind: "anonymised" },
        },
        purpose: { codes: ["SCIENTIFIC_RESEARCH"], description: "Survival models" },
        optOutException: { applied: false, reason: "Not asked for" },
        authorisedPersons: [
          {
            role: "principal-investigator",
            identity: personIdentity(SALT, { name: PERSON_NAME, account: RESEARCHER.address }),
          },
        ],
        duration: { validFrom, validUntil: validFrom + 1000 * DAY },
        environment: { characteristics: "No network", tools: "R" },
        fees: { quoteHash: documentKeccak(quote), currency: "EUR", totalCents: quote.totalCents },
        conditions: [],
        roles: [{ phase: "analysis", controller: "Example University", processor: null }],
      };
      const decision = decisionOf(document);
      const { applicationHash, decisionHash, purposesMask, validUntil } = decision;
      chain.permits.set(permitId, {
        issuer: lower(BODIES[country].address),
        holder: lower(APPLICANT.address),
        state: 1,
        purposesMask,
        validFrom,
        validUntil,
        decisionHash,
      });
      const signature = await signer.signTypedData(
        contractDomain(DEPLOYMENT.chainId, DEPLOYMENT.contracts.permitRegistry),
        PERMIT_DOCUMENT_TYPES,
        { applicationHash, decisionHash, version: 1 },
      );
      return { kind: "issued", permitId: permitId.toString(), permit: { document, signature } };
    },
    acknowledgement: acknowledgementOf,
  };
  return stage;
}

/** Asserts that an answer is this refusal. */
export function isRefused(
  answer: { status: number; json: { error?: { code: string } } },
  status: number,
  code: string,
): void {
  assert.equal(answer.json.error?.code, code, JSON.stringify(answer.json));
  assert.equal(answer.status, status);
}

/** An application of a university over three countries. */
export function application(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...common(),
    format: "symbolon-access-application/1",
    persons: [
      {
        name: PERSON_NAME,
        account: lower(RESEARCHER.address),
        role: "principal-investigator",
        qualification: "MD",
      },
    ],
    dataFormat: { kind: "anonymised" },
    period: { kind: "months", months: 24, justification: "Two analyses" },
    environment: { tools: "R", computing: "8 cores" },
    ...overrides,
  };
}

/** A data request of the same university. */
export function dataRequest(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...common(),
    format: "symbolon-data-request/1",
    data: [requested("FI", "1")],
    statisticalContent: "Patients by stage and year",
    lawfulBasis: "Art. 6(1)(e) GDPR",
    ...overrides,
  };
}

/** One dataset asked for. */
export function requested(country: string, datasetId: string, categories = ["a"]) {
  return {
    country,
    datasetId,
    categories,
    scope: "Adults with lung cancer",
    timeRange: { from: "2015-01-01", until: "2024-12-31" },
    format: "OMOP CDM 5.4",
    sources: "Hospital records",
  };
}

function common() {
  return {
    chainId: DEPLOYMENT.chainId,
    account: lower(APPLICANT.address),
    applicant: {
      legalName: "Example University",
      applicantClass: "university",
      country: "FI",
      activities: "Epidemiology",
    },
    summary: { title: "Survival after lung cancer", text: "How long, and why?" },
    purposes: ["SCIENTIFIC_RESEARCH"],
    use: { explanation: "A Cox model", benefit: "Prognosis", contribution: "Public health" },
    data: [requested("FI", "1"), requested("FI", "2"), requested("SE", "3"), requested("BE", "4")],
    safeguards: "Secure environment",
    attestations: PROHIBITED_USES.map(({ code }) => code),
    noReidentification: true,
  };
}
