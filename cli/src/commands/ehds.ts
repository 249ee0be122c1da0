import { writeFile } from "node:fs/promises";
import {
  attestUse,
  canonicalJson,
  documentKeccak,
  type Hex,
  OrderSpec,
  PROHIBITED_USES,
  parseDocument,
} from "@symbolon/protocol";
import { CaseId } from "../shared/caseId.ts";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readJsonFile } from "../shared/readJsonFile.ts";
import { answerOf, signedCall } from "../shared/signedCall.ts";
import { signedNext } from "../shared/signedNext.ts";

type Entry = {
  readonly applicationHash: string;
  readonly country: string;
  readonly applicant: string | null;
  readonly title: string;
  readonly state: string;
  readonly sequence: number;
};

/** `symbolon ehds register`: the public register of applications, decisions and results, newest first. */
export async function ehdsRegister(
  gateway: GatewayClient,
  options: { readonly country?: string | undefined },
  out: Output,
): Promise<void> {
  const query = options.country === undefined ? "" : `?country=${encodeURIComponent(options.country)}`;
  const { entries } = await answerOf<{ entries: Entry[] }>(await gateway.get(`/ehds/register${query}`));
  out.result({ entries }, [
    ...entries.map(
      ({ applicationHash, country, state, applicant, title }) =>
        `${applicationHash}/${country}  ${state}  ${applicant ?? "a natural person"}: ${title}`,
    ),
    `${entries.length} entries`,
  ]);
}

/**
 * `symbolon ehds apply FILE` and `symbolon ehds request FILE`: hands in an application (Art. 67) or a data request (Art. 69) for all the
 * countries it asks data of. Throws E1005 for no readable file, and what the gateway answers.
 */
export async function ehdsSubmit(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly file: string; readonly lane: "permit" | "request" },
  out: Output,
): Promise<void> {
  const { file, lane } = options;
  const value = await readJsonFile(file);
  const answer = await signedCall<{ applicationHash: string; countries: string[]; isNew: boolean }>({
    url: gateway.url,
    chainId: connection.deployment.chainId,
    account: accountOf(connection),
    method: "POST",
    path: lane === "permit" ? "/ehds/applications" : "/ehds/requests",
    purpose: `ehds-${lane}`,
    subject: "submit",
    value,
  });
  out.result(answer, [
    answer.isNew ? "submitted:" : "was submitted before:",
    ...answer.countries.map((country) => `  ${answer.applicationHash}/${country}`),
  ]);
}

/** `symbolon ehds act CASE FILE`: signs the act in a file as the next one of a case. Throws E1006 for a malformed case, and what the gateway answers. */
export async function ehdsAct(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly caseId: string; readonly file: string },
  out: Output,
): Promise<void> {
  const caseId = parseDocument(CaseId, options.caseId, "case");
  const value = await readJsonFile(options.file);
  const { sequence, ...answer } = await signedNext<{ next: number }>(gateway, connection, {
    caseId,
    what: "acts",
    purpose: "ehds-act",
    value,
  });
  out.result({ caseId, sequence, ...answer }, [`act ${sequence} of ${caseId} is recorded`]);
}

/**
 * `symbolon ehds case CASE`: where a case stands; with an account that has a part in it, its acts and clocks too. Throws E1006, and what the
 * gateway answers.
 */
export async function ehdsCase(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { readonly caseId: string },
  out: Output,
): Promise<void> {
  const caseId = parseDocument(CaseId, options.caseId, "case");
  type Clock = { kind: string; article: string; party: string; dueAt: number; doneAt: number | null };
  type Whole = Entry & { deadlines?: Clock[] };
  const path = `/ehds/cases/${caseId}`;
  const entry =
    connection.signer === null
      ? await answerOf<Whole>(await gateway.get(path))
      : await signedCall<Whole>({
          url: gateway.url,
          chainId: connection.deployment.chainId,
          account: connection.signer,
          method: "GET",
          path,
          purpose: "ehds-read",
          subject: caseId,
        });
  out.result(entry, [
    `${caseId}: ${entry.state}, ${entry.applicant ?? "a natural person"}: ${entry.title}`,
    ...(entry.deadlines ?? []).map(
      ({ kind, article, party, dueAt, doneAt }) =>
        `  ${kind} (Art. ${article}, ${party}) ${doneAt === null ? "before" : "done; was due before"} ${new Date(dueAt * 1000).toISOString()}`,
    ),
  ]);
}

/**
 * `symbolon ehds attest SPEC --permit-id N`: writes into a spec that its order, by this account under this permit, is for none of the uses that
 * Art. 54 prohibits. Each order is attested for itself, before it is bought. Throws E1005 for no readable file, E1006 for no spec.
 */
export async function ehdsAttest(
  connection: MarketConnection,
  options: { readonly file: string; readonly permitId: bigint },
  out: Output,
): Promise<void> {
  const { file, permitId } = options;
  const spec = parseDocument(OrderSpec, await readJsonFile(file), file);
  const attestation = attestUse({
    chainId: spec.chainId,
    account: accountOf(connection).address as Hex,
    permitId,
    datasetIds: spec.datasetIds.map(BigInt),
    purpose: BigInt(spec.purpose),
  });
  await writeFile(file, canonicalJson({ ...spec, useAttestation: attestation }));
  out.result({ file, permitId, useAttestation: attestation }, [
    `${file} attests that its order under permit ${permitId} is for none of:`,
    ...PROHIBITED_USES.map(({ point, label }) => `  Art. 54(${point}): ${label}`),
  ]);
}

/** `symbolon ehds hash FILE`: keccak256 of a document's canonical form, as PermitRegistry names applications and decisions. */
export async function ehdsHash(options: { readonly file: string }, out: Output): Promise<void> {
  const hash = documentKeccak(await readJsonFile(options.file));
  out.result({ file: options.file, hash }, [hash]);
}
