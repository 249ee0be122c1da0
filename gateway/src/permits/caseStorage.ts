import { AccessBody, type Actor, parseDocument } from "@symbolon/protocol";
import type { Database, Queryable } from "../database/Database.ts";

/** A case's row: what the public register shows of an application or request before one access body. */
export type CaseRow = {
  readonly application_hash: string;
  readonly country: string;
  readonly lane: "permit" | "request";
  readonly account: string;
  /** Null for a natural person. */
  readonly applicant: string | null;
  readonly applicant_class: string;
  readonly title: string;
  readonly summary: string;
  readonly purposes: string[];
  readonly categories: string[];
  readonly dataset_ids: string[];
  readonly received_at: number;
};

/** An act's row; `body` is the canonical JSON that was signed. The hub's own acts have no signer. */
export type ActRow = {
  readonly application_hash: string;
  readonly country: string;
  readonly sequence: number;
  readonly kind: string;
  readonly actor: Actor;
  readonly signer: string | null;
  readonly acted_at: number;
  readonly body: string;
  readonly expires: number | null;
  readonly signature: string | null;
};

/** Conditions on cases, all of which hold; text conditions match exactly. */
export type CaseFilter = {
  readonly country?: string | null;
  readonly lane?: string | null;
  readonly purpose?: string | null;
  readonly datasetId?: string | null;
};

/** SQL about access bodies, cases and their acts. */
export type CaseStorage = {
  accessBody(country: string): Promise<AccessBody | null>;
  accessBodies(): Promise<AccessBody[]>;
  putAccessBody(body: AccessBody, text: string, now: number): Promise<void>;
  /** Null for an unknown case. */
  find(applicationHash: string, country: string): Promise<CaseRow | null>;
  /** Newest first. */
  list(filter: CaseFilter, first: number, offset: number): Promise<CaseRow[]>;
  /** Cases that an account applied in, that came to its countries, or that ask for a dataset it owns; newest first. */
  listOf(
    party: { readonly account: string; readonly countries: readonly string[] },
    first: number,
    offset: number,
  ): Promise<CaseRow[]>;
  /** Acts of these cases, each case's in order. */
  acts(cases: readonly Pick<CaseRow, "application_hash" | "country">[]): Promise<ActRow[]>;
  insertCase(transaction: Queryable, row: CaseRow): Promise<boolean>;
  /** False when the number is taken: somebody acted first. */
  insertAct(transaction: Queryable, row: ActRow): Promise<boolean>;
  insertSealed(
    transaction: Queryable,
    documentHash: string,
    country: string,
    envelope: string,
  ): Promise<void>;
  sealed(documentHash: string, country: string): Promise<string | null>;
};

const CASE = `c.application_hash, c.country, c.lane, c.account, c.applicant, c.applicant_class, c.title, c.summary, c.purposes,
  c.categories, c.dataset_ids, c.received_at`;

/** CaseStorage over the tables of PERMIT_TABLES. */
export function caseStorage(database: Database): CaseStorage {
  const parsed = (text: string) => parseDocument(AccessBody, JSON.parse(text), "access body");
  return {
    async accessBody(country) {
      const [row] = await database.query<{ body: string }>(
        "SELECT body FROM gateway.access_body WHERE country = $1",
        [country],
      );
      return row === undefined ? null : parsed(row.body);
    },
    async accessBodies() {
      const rows = await database.query<{ body: string }>(
        "SELECT body FROM gateway.access_body ORDER BY country",
      );
      return rows.map(({ body }) => parsed(body));
    },
    async putAccessBody({ country, account }, text, now) {
      await database.query(
        `INSERT INTO gateway.access_body (country, account, body, registered_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (country) DO UPDATE SET account = excluded.account, body = excluded.body,
           registered_at = excluded.registered_at`,
        [country, account, text, now],
      );
    },
    async find(applicationHash, country) {
      const [row] = await database.query<CaseRow>(
        `SELECT ${CASE} FROM gateway.permit_case c WHERE c.application_hash = $1 AND c.country = $2`,
        [applicationHash, country],
      );
      return row ?? null;
    },
    list: ({ country = null, lane = null, purpose = null, datasetId = null }, first, offset) =>
      database.query<CaseRow>(
        `SELECT ${CASE} FROM gateway.permit_case c
         WHERE ($1::text IS NULL OR c.country = $1) AND ($2::text IS NULL OR c.lane = $2)
           AND ($3::text IS NULL OR $3 = ANY(c.purposes)) AND ($4::text IS NULL OR $4 = ANY(c.dataset_ids))
         ORDER BY c.received_at DESC, c.application_hash, c.country LIMIT $5 OFFSET $6`,
        [country, lane, purpose, datasetId, first, offset],
      ),
    listOf: ({ account, countries }, first, offset) =>
      database.query<CaseRow>(
        `SELECT ${CASE} FROM gateway.permit_case c
         WHERE c.account = $1 OR c.country = ANY($2::text[])
           OR EXISTS (SELECT 1 FROM subgraph.dataset d WHERE d.owner = $1 AND d.id = ANY(c.dataset_ids))
         ORDER BY c.received_at DESC, c.application_hash, c.country LIMIT $3 OFFSET $4`,
        [account, countries, first, offset],
      ),
    acts: (cases) =>
      database.query<ActRow>(
        `SELECT a.application_hash, a.country, a.sequence, a.kind, a.actor, a.signer, a.acted_at, a.body, a.expires, a.signature
         FROM unnest($1::text[], $2::text[]) AS wanted(application_hash, country)
         JOIN gateway.permit_act a USING (application_hash, country)
         ORDER BY a.application_hash, a.country, a.sequence`,
        [cases.map((each) => each.application_hash), cases.map((each) => each.country)],
      ),
    async insertCase(transaction, row) {
      const inserted = await transaction.query(
        `INSERT INTO gateway.permit_case (application_hash, country, lane, account, applicant, applicant_class, title, summary,
           purposes, categories, dataset_ids, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING country`,
        [
          row.application_hash,
          row.country,
          row.lane,
          row.account,
          row.applicant,
          row.applicant_class,
          row.title,
          row.summary,
          row.purposes,
          row.categories,
          row.dataset_ids,
          row.received_at,
        ],
      );
      return inserted.length === 1;
    },
    async insertAct(transaction, row) {
      const inserted = await transaction.query(
        `INSERT INTO gateway.permit_act (application_hash, country, sequence, kind, actor, signer, acted_at, body, expires, signature)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING sequence`,
        [
          row.application_hash,
          row.country,
          row.sequence,
          row.kind,
          row.actor,
          row.signer,
          row.acted_at,
          row.body,
          row.expires,
          row.signature,
        ],
      );
      return inserted.length === 1;
    },
    async insertSealed(transaction, documentHash, country, envelope) {
      await transaction.query(
        `INSERT INTO gateway.permit_sealed (document_hash, country, envelope) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [documentHash, country, envelope],
      );
    },
    async sealed(documentHash, country) {
      const [row] = await database.query<{ envelope: string }>(
        "SELECT envelope FROM gateway.permit_sealed WHERE document_hash = $1 AND country = $2",
        [documentHash, country],
      );
      return row?.envelope ?? null;
    },
  };
}
