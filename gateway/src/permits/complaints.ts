import { randomBytes, timingSafeEqual } from "node:crypto";
import {
  canonicalJson,
  complaintSealContext,
  digestOfBytes,
  documentBytes,
  fromHex,
  type Hex,
  hpkeSeal,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import { z } from "zod";
import type { PermitContext } from "./permitContext.ts";
import { requireAccessBody } from "./requireAccessBody.ts";

/** `symbolon-complaint/1`: a complaint (Art. 81) as anybody may hand it in, with no account. */
export const Complaint = z.strictObject({
  format: z.literal("symbolon-complaint/1"),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Provision of Chapter IV it is about, by number. */
  article: z.string().regex(/^\d{2}(\(\d{1,2}\))?$/),
  text: z.string().trim().min(1).max(20_000),
  /** How to reach the complainant, if they wish to be reached. */
  contact: z.string().trim().min(1).max(300).optional(),
});
export type Complaint = z.infer<typeof Complaint>;

/** A step of the access body: progress, or the decision, which is the last. */
export const ComplaintStep = z.strictObject({
  kind: z.enum(["progress", "decision"]),
  text: z.string().trim().min(1).max(20_000),
});
export type ComplaintStep = z.infer<typeof ComplaintStep>;

/** What a complainant sees. */
export type ComplaintStatus = {
  readonly complaintId: string;
  readonly country: string;
  readonly article: string;
  readonly queue: string;
  readonly lodgedAt: number;
  readonly steps: readonly (ComplaintStep & { readonly at: number })[];
};
type Row = {
  readonly complaint_id: string;
  readonly receipt_digest: string;
  readonly country: string;
  readonly article: string;
  readonly queue: string;
  readonly envelope: string;
  readonly lodged_at: number;
  readonly steps: string;
};

/** Lodging, following and answering complaints (Regulation (EU) 2025/327 Art. 81). */
export type Complaints = {
  /** Seals the words to the access body, and gives a number and a secret to follow it by. One about Art. 71 goes to the data protection authority's queue (81(4)). Throws E3014. */
  lodge(complaint: Complaint): Promise<{ readonly complaintId: string; readonly receipt: Hex }>;
  /** Throws E3014 for an unknown number or another receipt, without telling which. */
  follow(complaintId: string, receipt: string): Promise<ComplaintStatus>;
  /** By the access body; `queue` lists those it has to pass on. Sealed words included. */
  list(country: string): Promise<(ComplaintStatus & { readonly envelope: string })[]>;
  /** Throws E3014, and E3010 after the decision. */
  step(country: string, complaintId: string, step: ComplaintStep): Promise<void>;
};

/** Complaints over the table of PERMIT_TABLES. Of the receipt only a hash is kept. */
export function complaints(context: PermitContext): Complaints {
  const { database } = context;
  const find = async (complaintId: string): Promise<Row> => {
    const [row] = await database.query<Row>("SELECT * FROM gateway.complaint WHERE complaint_id = $1", [
      complaintId,
    ]);
    if (row === undefined) throw new SymbolonError("E3014", { what: "such complaint" });
    return row;
  };
  return {
    async lodge(complaint) {
      const body = await requireAccessBody(context, complaint.country);
      const complaintId = toHex(randomBytes(16)).slice(2);
      const receipt = toHex(randomBytes(32));
      const sealed = await hpkeSeal(
        body.sealingKey,
        documentBytes(complaint),
        complaintSealContext(complaintId),
      );
      await database.query(
        `INSERT INTO gateway.complaint (complaint_id, receipt_digest, country, article, queue, envelope, lodged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          complaintId,
          digestOfBytes(fromHex(receipt)),
          complaint.country,
          complaint.article,
          complaint.article.startsWith("71") ? "data-protection" : "access-body",
          toHex(sealed),
          context.now(),
        ],
      );
      return { complaintId, receipt };
    },
    async follow(complaintId, receipt) {
      const row = await find(complaintId);
      const given = /^0x[0-9a-f]{64}$/.test(receipt) ? digestOfBytes(fromHex(receipt)) : "";
      const [a, b] = [Buffer.from(given), Buffer.from(row.receipt_digest)];
      if (a.length !== b.length || !timingSafeEqual(a, b))
        throw new SymbolonError("E3014", { what: "such complaint" });
      return statusOf(row);
    },
    async list(country) {
      const rows = await database.query<Row>(
        "SELECT * FROM gateway.complaint WHERE country = $1 ORDER BY lodged_at, complaint_id",
        [country],
      );
      return rows.map((row) => ({ ...statusOf(row), envelope: row.envelope }));
    },
    async step(country, complaintId, step) {
      await database.transaction(async (transaction) => {
        const [row] = await transaction.query<Row>(
          "SELECT * FROM gateway.complaint WHERE complaint_id = $1 AND country = $2 FOR UPDATE",
          [complaintId, country],
        );
        if (row === undefined) throw new SymbolonError("E3014", { what: "such complaint" });
        const { steps } = statusOf(row);
        if (steps.some(({ kind }) => kind === "decision"))
          throw new SymbolonError("E3010", { step: step.kind, reason: "the complaint is decided" });
        await transaction.query("UPDATE gateway.complaint SET steps = $2 WHERE complaint_id = $1", [
          complaintId,
          canonicalJson([...steps, { ...step, at: context.now() }]),
        ]);
      });
    },
  };
}

function statusOf({ complaint_id, country, article, queue, lodged_at, steps }: Row): ComplaintStatus {
  return {
    complaintId: complaint_id,
    country,
    article,
    queue,
    lodgedAt: lodged_at,
    steps: JSON.parse(steps) as ComplaintStatus["steps"],
  };
}
