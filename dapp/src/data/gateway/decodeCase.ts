import {
  type Actor,
  DataRequestAct,
  type Deadline,
  ProceedingAct,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import type { CaseAct, ComplaintStatus, OwnCase, RegisterEntry, WholeCase } from "./permitTypes.ts";
import type { Reader } from "./reader.ts";

const ACTORS = ["applicant", "access-body", "holder", "hub"] as const;

/** An entry of the register. Throws E9001 for another form. */
export function decodeEntry(node: Reader): RegisterEntry {
  const refusal = node.objectOrNull("refusal");
  const permit = node.objectOrNull("permit");
  const results = node.objectOrNull("results");
  return {
    applicationHash: node.hex("applicationHash"),
    country: node.text("country"),
    lane: node.text("lane") === "request" ? "request" : "permit",
    accessBody: node.text("accessBody"),
    applicant: node.textOrNull("applicant"),
    applicantClass: node.text("applicantClass"),
    title: node.text("title"),
    summary: node.text("summary"),
    purposes: texts(node, "purposes"),
    categories: texts(node, "categories"),
    datasetIds: texts(node, "datasetIds"),
    state: node.text("state"),
    receivedAt: node.integer("receivedAt"),
    decidedAt: node.integerOrNull("decidedAt"),
    refusal:
      refusal === null ? null : { code: refusal.text("code"), justification: refusal.text("justification") },
    permit:
      permit === null
        ? null
        : {
            permitId: permit.text("permitId"),
            version: permit.integer("version"),
            decisionHash: permit.hex("decisionHash"),
            issuedAt: permit.integer("issuedAt"),
            validFrom: permit.integer("validFrom"),
            validUntil: permit.integer("validUntil"),
            feeCents: permit.bigint("feeCents"),
          },
    results:
      results === null
        ? null
        : {
            url: results.text("url"),
            digest: results.hex("digest"),
            publishedAt: results.integer("publishedAt"),
          },
    sequence: node.integer("sequence"),
  };
}

/** A case in a party's list. Throws E9001. */
export function decodeOwnCase(node: Reader): OwnCase {
  return {
    ...decodeEntry(node),
    actors: texts(node, "actors").map(actorOf),
    deadlines: node.objects("deadlines").map(decodeDeadline),
  };
}

/** A case with its acts, each checked by the protocol's schema. Throws E9001, E1006 for an act of another form. */
export function decodeWholeCase(node: Reader): WholeCase {
  const own = decodeOwnCase(node);
  const schema = own.lane === "permit" ? ProceedingAct : DataRequestAct;
  const acts = node.objects("acts").map(
    (each): CaseAct => ({
      sequence: each.integer("sequence"),
      actor: actorOf(each.text("actor")),
      at: each.integer("acted_at"),
      act: parseDocument(schema, each.json("act"), "act"),
    }),
  );
  return { ...own, acts, sealed: node.hexOrNull("sealed") };
}

/** A complaint. Throws E9001. */
export function decodeComplaint(node: Reader): ComplaintStatus {
  return {
    complaintId: node.text("complaintId"),
    country: node.text("country"),
    article: node.text("article"),
    queue: node.text("queue"),
    lodgedAt: node.integer("lodgedAt"),
    steps: node
      .objects("steps")
      .map((step) => ({ kind: step.text("kind"), text: step.text("text"), at: step.integer("at") })),
    envelope: node.hexOrNull("envelope"),
  };
}

function decodeDeadline(node: Reader): Deadline {
  return {
    // A kind that this page does not know is shown by its name.
    kind: node.text("kind") as Deadline["kind"],
    article: node.text("article"),
    party: actorOf(node.text("party")) as Deadline["party"],
    datasetId: node.textOrNull("datasetId"),
    dueAt: node.integer("dueAt"),
    doneAt: node.integerOrNull("doneAt"),
  };
}

function actorOf(text: string): Actor {
  const found = ACTORS.find((actor) => actor === text);
  if (found === undefined) throw new SymbolonError("E9001", { reason: `no party is called ${text}` });
  return found;
}

function texts(node: Reader, key: string): string[] {
  const list = node.json(key);
  if (Array.isArray(list) && list.every((item) => typeof item === "string")) return list;
  throw new SymbolonError("E9001", { reason: `${key} is not a list of texts` });
}
