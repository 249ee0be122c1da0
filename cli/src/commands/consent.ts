import { readFile } from "node:fs/promises";
import { type FhirFault, SymbolonError } from "@symbolon/protocol";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { Contract } from "ethers";
import { contractError } from "../shared/contractError.ts";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { keepOptOutList, type OptOutList } from "../shared/keepOptOutList.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { signedCall } from "../shared/signedCall.ts";

type Target = { readonly datasetId: bigint };

/** A call to the vault of the holder's own hub, signed by the dataset's owner. */
function vault(gateway: GatewayClient, connection: MarketConnection, { datasetId }: Target) {
  return <T>(act: string, value?: unknown, method: "GET" | "POST" = "POST"): Promise<T> =>
    signedCall<T>({
      url: gateway.url,
      chainId: connection.deployment.chainId,
      account: accountOf(connection),
      method,
      path: `/consents/${datasetId}/${act}`,
      purpose: "consent",
      subject: `${datasetId}/${act}`,
      ...(value === undefined ? {} : { value }),
    });
}

/**
 * `symbolon consent import FILE`: FHIR R4 Consents into the vault, with a report of what was not taken over. Throws E1005 for no readable file,
 * and what the gateway answers.
 */
export async function consentImport(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: Target & {
    readonly file: string;
    readonly controller: string;
    readonly withdrawal: string;
    readonly category: string;
  },
  out: Output,
): Promise<void> {
  const { file, controller, withdrawal, category } = options;
  let fhir: string;
  try {
    fhir = await readFile(file, "utf8");
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not there" }, { cause });
  }
  type Report = {
    read: number;
    consents: number;
    optOuts: number;
    bad: FhirFault[];
    skipped: FhirFault[];
    notes: FhirFault[];
  };
  const report = await vault(
    gateway,
    connection,
    options,
  )<Report>("import", {
    fhir,
    controller,
    withdrawal,
    category,
  });
  const { read, consents, optOuts, bad, skipped, notes } = report;
  const listed = (title: string, faults: readonly FhirFault[]) =>
    faults.map(({ where, reason }) => `  ${title} ${where}: ${reason}`);
  out.result(report, [
    `${read} resources read: ${consents} consents, ${optOuts} opt-outs kept`,
    ...listed("bad", bad),
    ...listed("skipped", skipped),
    ...listed("note", notes),
  ]);
}

/** `symbolon consent withdraw|opt-out|reversal|erase SUBJECT`: one act for one patient, by the hospital's pseudonym. */
export async function consentPerson(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: Target & {
    readonly act: "withdraw" | "opt-out" | "reversal" | "erase";
    readonly subject: string;
  },
  out: Output,
): Promise<void> {
  const { act, subject } = options;
  const answer = await vault(gateway, connection, options)<Record<string, unknown>>(act, { subject });
  out.result(answer, [`${act} of ${subject}: ${Object.values(answer).join(", ")}`]);
}

/** `symbolon consent counts`: how many consents and opt-outs have which status. */
export async function consentCounts(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: Target,
  out: Output,
): Promise<void> {
  const counts = await vault(gateway, connection, options)<Record<string, number>>(
    "counts",
    undefined,
    "GET",
  );
  out.result(
    counts,
    Object.entries(counts).map(([status, n]) => `${status}: ${n}`),
  );
}

type Withdrawals = { readonly nullifiers: string[]; readonly evidenceDigest: string };

/**
 * `symbolon consent anchor`: brings the chain up to date for one dataset, with at most four transactions: consents that are in no batch yet,
 * withdrawals not passed on yet (the vault's, and those that patients signed), and (`optOuts`) the present list of opt-outs, kept in the state folder of
 * the hospital's node first (`state`). Throws what keepOptOutList throws, E6003 when the contract refuses.
 */
export async function consentAnchor(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: Target & { readonly optOuts: boolean; readonly state: string | undefined },
  out: Output,
): Promise<void> {
  const ask = vault(gateway, connection, options);
  const { contracts } = connection.deployment;
  const registry = new Contract(contracts.consentRegistry, ConsentRegistryAbi, accountOf(connection));
  const send = async (name: string, ...args: unknown[]): Promise<string> => {
    try {
      const transaction = await registry.getFunction(name).send(options.datasetId, ...args);
      const receipt = await transaction.wait();
      return String(receipt?.hash);
    } catch (cause) {
      throw contractError(cause);
    }
  };
  const done: Record<string, unknown> = {};
  const { batch } = await ask<{ batch: { root: string; leaves: number } | null }>("batch");
  if (batch !== null) {
    done.consents = { ...batch, txHash: await send("anchorRoot", batch.root) };
    await ask("batch-anchored", { root: batch.root });
  }
  const passOn = async ({ nullifiers, evidenceDigest }: Withdrawals, noted: string) => {
    const txHash = await send("withdrawBatch", nullifiers, evidenceDigest);
    await ask(noted, { nullifiers });
    return { count: nullifiers.length, evidenceDigest, txHash };
  };
  const { withdrawals } = await ask<{ withdrawals: Withdrawals | null }>("withdrawals", undefined, "GET");
  if (withdrawals !== null) done.withdrawals = await passOn(withdrawals, "withdrawals-sent");
  const { batch: signed } = await ask<{ batch: Withdrawals | null }>("messages", undefined, "GET");
  if (signed !== null) done.signedWithdrawals = await passOn(signed, "messages-sent");
  if (options.optOuts) {
    const { list } = await ask<{ list: OptOutList | null }>("opt-out-list");
    if (list !== null) {
      if (options.state !== undefined) await keepOptOutList(options.state, list);
      const { root, persons } = list;
      done.optOuts = { root, persons, txHash: await send("anchorOptOutRoot", root) };
    }
  }
  const lines = Object.entries(done).map(([what, value]) => `${what}: ${JSON.stringify(value)}`);
  out.result(done, lines.length === 0 ? ["the chain is up to date"] : lines);
}
