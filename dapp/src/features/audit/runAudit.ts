import { type Deployment, type Hex, SymbolonError } from "@symbolon/protocol";
import {
  type Check,
  type Evidence,
  type EvidenceReader,
  findOrderOf,
  gatherEvidence,
} from "@symbolon/synth-worker/verification";
import type { AuditInput } from "./auditInput.ts";
import { auditTarget } from "./auditTarget.ts";
import type { AuditOutcome, AuditRequest } from "./auditTask.ts";

/** What is audited: files that were given, and a number, CID or hash that was typed ("" for none). */
export type AuditSubject = { readonly inputs: readonly AuditInput[]; readonly text: string };

/** What an audit saw and found. */
export type Audit = AuditOutcome & { readonly evidence: Evidence; readonly fileName: string | null };

/**
 * Gathers the evidence and runs every check. A bundle is taken as it is and needs no network; else the order is the typed one, or the one that
 * names the file, the manifest or the typed digest on chain. Throws E7006 when no order names it, E1006 for nothing to look for, and what
 * reader and `check` throw.
 */
export async function runAudit(
  { inputs, text }: AuditSubject,
  on: {
    readonly reader: EvidenceReader;
    readonly deployment: Deployment;
    readonly check: (request: AuditRequest) => Promise<AuditOutcome>;
  },
): Promise<Audit> {
  const file = inputs.find((input) => input.kind === "file");
  const manifest = inputs.find((input) => input.kind === "manifest");
  const bundle = inputs.find((input) => input.kind === "bundle");
  const evidence = bundle?.evidence ?? (await evidenceOf(file?.digest ?? manifest?.digest, text, on));
  const outcome = await on.check({ file: file?.bytes ?? null, evidence });
  const checks =
    manifest === undefined ? outcome.checks : [manifestGiven(manifest.digest, evidence), ...outcome.checks];
  return { ...outcome, checks, evidence, fileName: file?.name ?? null };
}

async function evidenceOf(
  given: Hex | undefined,
  text: string,
  { reader, deployment }: { readonly reader: EvidenceReader; readonly deployment: Deployment },
): Promise<Evidence> {
  const target =
    text.trim() === "" && given !== undefined
      ? ({ kind: "digest", digest: given } as const)
      : auditTarget(text);
  const orderId =
    target.kind === "order" ? target.orderId : await findOrderOf(reader, deployment, target.digest);
  if (orderId === null)
    throw new SymbolonError("E7006", { hash: target.kind === "digest" ? target.digest : text });
  return gatherEvidence(reader, deployment, orderId);
}

/** Whether the manifest that was given is the one whose text the evidence has, which the checks compare with the chain. */
function manifestGiven(digest: Hex, { documents }: Evidence): Check {
  const name = "manifest given";
  return digest in documents
    ? { name, ok: true, detail: `sha256 ${digest} is on chain` }
    : {
        name,
        ok: false,
        code: "E7002",
        detail: "its hash is not the one on chain; it may have been changed",
      };
}
