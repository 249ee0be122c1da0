import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, type DatasetSchema, type HpkeKeyPair, makeHpkeKeyPair } from "@symbolon/protocol";
import { Contract, type HDNodeWallet, type JsonRpcProvider } from "ethers";
import { accounts } from "../../scripts/demo/stack/accounts.ts";
import type { Stack } from "../../scripts/demo/startStack.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { publishEntry } from "./publishEntry.ts";
import { signedPut } from "./signedPut.ts";
import { waitForDatasets } from "./waitForDatasets.ts";

const HDAB_ROLE = 4n;

/** An access body of a test: who signs for it, and the key that applications are sealed to. */
export type StageBody = { readonly name: string; readonly wallet: HDNodeWallet; readonly keys: HpkeKeyPair };

/** Title of the dataset of each country; the second one is long. */
export const PERMIT_TITLES = {
  FI: "Childhood asthma register",
  SE: "Sjukhusregistret för öron-, näs- och halssjukdomar med uppföljning av hörselnedsättning hos vuxna",
} as const;

/**
 * Sets the EHDS lane up on a running stack: a dataset in Finland (1 if none was published before) and one in Sweden, and their two access bodies, with
 * the role on chain and introduced to the hub; the Finnish one trusts the holder of its dataset. `already` is how many datasets the market had.
 */
export async function openPermitsStage(
  stack: Pick<Stack, "deployment" | "gatewayUrl">,
  chain: JsonRpcProvider,
  already = 0,
): Promise<Readonly<Record<"FI" | "SE", StageBody>>> {
  const schema = JSON.parse(
    readFileSync(join(repositoryRoot, "examples", "breast", "breast.schema.json"), "utf8"),
  ) as DatasetSchema;
  const pinned = await fetch(`${stack.gatewayUrl}/catalogue/schema`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: canonicalJson(schema),
  });
  assert.equal(pinned.status, 200, await pinned.text());
  const { rotterdam, gbsg, treasury, patientRelay, worker2, deployer } = accounts;
  await publishEntry(stack, chain, rotterdam, {
    ...{ identifier: "asthma", title: PERMIT_TITLES.FI, schema, isEhds: true, records: 1240 },
    ...{ countries: ["FIN"], typicalAge: { min: 2, max: 16 }, categoryCode: 0 },
  });
  await publishEntry(stack, chain, gbsg, {
    ...{ identifier: "hearing", title: PERMIT_TITLES.SE, schema, isEhds: true, records: 90 },
    ...{ countries: ["SWE"], typicalAge: { min: 18, max: 90 }, categoryCode: 11 },
  });
  const bodies = {
    FI: { name: "demo HDAB Finland", wallet: treasury, keys: await makeHpkeKeyPair() },
    SE: { name: "demo HDAB Sweden", wallet: patientRelay, keys: await makeHpkeKeyPair() },
  };
  const manager = new Contract(
    stack.deployment.contracts.accessManager,
    ["function grantRole(uint64,address,uint32)"],
    deployer.connect(chain),
  );
  for (const wallet of [treasury, patientRelay, worker2])
    await (await manager.getFunction("grantRole").send(HDAB_ROLE, wallet.address, 0)).wait();
  for (const [country, body] of Object.entries(bodies)) await introduce(stack, country, body);
  await waitForDatasets(stack.gatewayUrl, already + 2);
  return bodies;
}

async function introduce(
  stack: Pick<Stack, "deployment" | "gatewayUrl">,
  country: string,
  { name, wallet, keys }: StageBody,
): Promise<void> {
  const value = {
    format: "symbolon-access-body/1",
    chainId: stack.deployment.chainId,
    country,
    name,
    account: wallet.address.toLowerCase(),
    contact: "https://hdab.example/",
    timeZone: country === "FI" ? "Europe/Helsinki" : "Europe/Stockholm",
    holidays: [],
    sealingKey: keys.publicKey,
    tariff: { unitCents: { assessment: "50000", environment: "9900" }, reductionBps: { university: 2000 } },
    trustedHolders: country === "FI" ? [accounts.rotterdam.address.toLowerCase()] : [],
    nationalRules: [],
  };
  const path = `/ehds/access-bodies/${country}`;
  await signedPut(stack, wallet, { path, purpose: "access-body", subject: country, value });
}
