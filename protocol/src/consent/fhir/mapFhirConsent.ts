import { z } from "zod";
import { digestOfDocument } from "../../content/digest.ts";
import { ConsentRecord } from "../../messages/consentRecord.ts";
import type { ConsentStatus } from "../consentStatus.ts";
import { FHIR_PURPOSES } from "./fhirPurposes.ts";

/** What a file does not say about its consents. `now` in unix seconds decides which have run out. */
export type FhirImportOptions = {
  readonly controller: string;
  /** How a person takes a consent back. */
  readonly withdrawal: string;
  /** Point of Art. 51(1). */
  readonly category: string;
  readonly now: number;
};

/** A consent with its status and end (unix seconds, null for none), or an opt-out, by the hospital's pseudonym. */
export type MappedConsent =
  | {
      readonly kind: "consent";
      readonly record: ConsentRecord;
      readonly status: ConsentStatus;
      readonly at: number;
      readonly validUntil: number | null;
    }
  | { readonly kind: "opt-out"; readonly subject: string; readonly at: number };

type Result = { readonly id: string | null } & (
  | { readonly kind: "mapped"; readonly consent: MappedConsent; readonly notes: readonly string[] }
  | { readonly kind: "bad"; readonly reason: string }
  | { readonly kind: "skipped"; readonly reason: string }
);

const coding = z.looseObject({ system: z.string().optional(), code: z.string().optional() });
const concept = z.looseObject({ coding: z.array(coding).optional() });
const nested = z.looseObject({
  type: z.enum(["permit", "deny"]).optional(),
  provision: z.array(z.unknown()).optional(),
});
/** The parts of R4 Consent that are read; others are let through. */
const FhirConsent = z.looseObject({
  resourceType: z.literal("Consent"),
  id: z.string().optional(),
  meta: z.looseObject({ versionId: z.string().optional() }).optional(),
  status: z.enum(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"]),
  scope: concept,
  patient: z.looseObject({ reference: z.string().regex(/^(?:.*\/)?Patient\/[^/]+$/) }),
  dateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), "it is no time"),
  organization: z.array(z.looseObject({ display: z.string().optional() })).optional(),
  policy: z.array(z.looseObject({ uri: z.string().optional() })).optional(),
  policyRule: concept.optional(),
  provision: z
    .looseObject({
      type: z.enum(["permit", "deny"]).optional(),
      period: z.looseObject({ end: z.string().optional() }).optional(),
      purpose: z.array(coding).optional(),
      provision: z.array(nested).optional(),
    })
    .optional(),
});
type FhirConsent = z.infer<typeof FhirConsent>;

const STATUSES: Readonly<Record<FhirConsent["status"], ConsentStatus>> = {
  draft: "ConsentRequested",
  proposed: "ConsentRequested",
  active: "ConsentGiven",
  rejected: "ConsentRefused",
  // Ended or replaced; R4 does not say by whom.
  inactive: "ConsentInvalidated",
  "entered-in-error": "ConsentUnknown",
};

/**
 * One FHIR R4 Consent as this market's consent or opt-out (provision.type permit is "Opt In", deny "Opt Out"). Only consents to research and
 * privacy ones are looked at. A permission with nested exceptions is bad, because it would be taken for more than it gives; a denial of
 * anything counts as an opt-out of everything, because it may not be taken for less.
 */
export function mapFhirConsent(value: unknown, options: FhirImportOptions): Result {
  const id = idOf(value);
  const type = (value as { resourceType?: unknown } | null)?.resourceType;
  if (typeof type === "string" && type !== "Consent")
    return { id, kind: "skipped", reason: `it is a ${type.slice(0, 40)}` };
  const result = FhirConsent.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    return {
      id,
      kind: "bad",
      reason: `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? "?"}`,
    };
  }
  const consent = result.data;
  if (consent.status === "entered-in-error")
    return { id, kind: "skipped", reason: "it was entered in error" };
  const scopes = codesOf(consent.scope);
  if (!scopes.includes("research") && !scopes.includes("patient-privacy"))
    return { id, kind: "skipped", reason: `its scope is ${scopes.join(", ") || "not coded"}` };
  const decision = decisionOf(consent);
  if (decision === null) return { id, kind: "bad", reason: "nothing says permit or deny" };
  const subject = consent.patient.reference.split("/").at(-1)!;
  const at = Math.floor(Date.parse(consent.dateTime) / 1000);
  if (decision === "deny") return denied(id, consent, subject, at);
  return permitted(id, consent, { subject, at }, options);
}

function denied(id: string | null, consent: FhirConsent, subject: string, at: number): Result {
  if (consent.status !== "active")
    return { id, kind: "skipped", reason: `it is an opt-out that is ${consent.status}` };
  const partial = consent.provision?.purpose !== undefined || consent.provision?.provision !== undefined;
  const notes = partial ? ["it denies some uses and is taken as an opt-out of all"] : [];
  return { id, kind: "mapped", consent: { kind: "opt-out", subject, at }, notes };
}

function permitted(
  id: string | null,
  consent: FhirConsent,
  { subject, at }: { subject: string; at: number },
  { controller, withdrawal, category, now }: FhirImportOptions,
): Result {
  const { provision, policy = [], meta, organization } = consent;
  if ((provision?.provision ?? []).length > 0)
    return { id, kind: "bad", reason: "it permits with exceptions, which cannot be kept here" };
  const asked = provision?.purpose ?? [];
  const purposes = [...new Set(asked.flatMap(({ code }) => FHIR_PURPOSES[code ?? ""] ?? []))];
  if (purposes.length === 0) return { id, kind: "bad", reason: "it names no purpose known here" };
  const end = provision?.period?.end;
  const validUntil = end === undefined ? null : endOf(end);
  if (Number.isNaN(validUntil)) return { id, kind: "bad", reason: "provision.period.end: it is no time" };
  const unknown = asked.filter(({ code }) => FHIR_PURPOSES[code ?? ""] === undefined);
  const notes = [
    ...unknown.map(({ code }) => `purpose ${code ?? "without a code"} is not taken over`),
    ...(consent.status === "inactive" ? ["inactive: who ended it is not said"] : []),
  ];
  const record = ConsentRecord.parse({
    format: "symbolon-consent/1",
    subject,
    controller: organization?.[0]?.display ?? controller,
    notice: { version: meta?.versionId ?? "1", digest: digestOfDocument(policy.map(({ uri }) => uri ?? "")) },
    purposes,
    dataCategories: [`art-51-1-${category}`],
    processing: "synthetic-data-generation",
    given: new Date(at * 1000).toISOString(),
    withdrawal,
  });
  const expired = consent.status === "active" && validUntil !== null && validUntil < now;
  const status = expired ? "ConsentExpired" : STATUSES[consent.status];
  return { id, kind: "mapped", consent: { kind: "consent", record, status, at, validUntil }, notes };
}

/** The root's type, else the policy's code OPTIN or OPTOUT; null when both are silent. */
function decisionOf({ provision, policyRule }: FhirConsent): "permit" | "deny" | null {
  if (provision?.type !== undefined) return provision.type;
  const codes = policyRule === undefined ? [] : codesOf(policyRule);
  if (codes.includes("OPTOUT")) return "deny";
  return codes.includes("OPTIN") ? "permit" : null;
}

/** Last second of a FHIR date or the second of a dateTime; NaN for neither. */
function endOf(text: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return Math.floor(Date.parse(text) / 1000) + (isDay ? 86_399 : 0);
}

function codesOf({ coding: list = [] }: z.infer<typeof concept>): string[] {
  return list.flatMap(({ code }) => code ?? []);
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id.slice(0, 64) : null;
}
