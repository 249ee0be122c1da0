import type { Database } from "../../../database/Database.ts";

/** A data permit's row in the index; times in unix seconds. */
export type PermitRow = {
  readonly id: string;
  readonly issuer: string;
  readonly holder: string;
  readonly state: string;
  readonly extended: boolean;
  readonly opt_out_exception: boolean;
  readonly revocable_from: number | null;
  readonly version: number;
  readonly purposes_mask: number;
  readonly criteria_mask: number;
  readonly application_hash: string;
  readonly decision_hash: string;
  readonly approved_at: number;
  readonly valid_from: number;
  readonly valid_until: number;
  readonly datasets: string[];
};
export type PermitVersionRow = {
  readonly permit_id: string;
  readonly version: number;
  readonly decision_hash: string;
  readonly purposes_mask: number;
  readonly datasets: string[];
  readonly timestamp: number;
  readonly tx: string;
};
export type PermitEventRow = {
  readonly permit_id: string;
  readonly kind: string;
  readonly hash: string | null;
  readonly timestamp: number;
  readonly tx: string;
};
/** A permit together with the dataset it was asked for. */
export type DatasetPermitRow = PermitRow & { readonly dataset_id: string };

/** Conditions on a list of permits, all of which hold. */
export type PermitFilter = {
  readonly holder?: string | null;
  readonly issuer?: string | null;
  readonly datasetId?: string | null;
  readonly state?: string | null;
};

/** SQL about data permits. */
export type PermitStorage = {
  byIds(ids: readonly string[]): Promise<PermitRow[]>;
  /** Newest first. */
  list(filter: PermitFilter, first: number): Promise<PermitRow[]>;
  /** Newest first, at most `first` per dataset. */
  ofDatasets(datasetIds: readonly string[], first: number): Promise<DatasetPermitRow[]>;
  /** Oldest first. */
  versions(permitIds: readonly string[]): Promise<PermitVersionRow[]>;
  /** Oldest first. */
  history(permitIds: readonly string[]): Promise<PermitEventRow[]>;
};

const COLUMNS = `p.id, p.issuer, p.holder, p.state, p.extended, p.opt_out_exception, p.revocable_from, p.version, p.purposes_mask, p.criteria_mask, p.application_hash,
  p.decision_hash, p.approved_at, p.valid_from, p.valid_until, p.datasets`;

/** PermitStorage over the index's tables. */
export function permitStorage(database: Database): PermitStorage {
  return {
    byIds: (ids) =>
      database.query<PermitRow>(
        `SELECT ${COLUMNS} FROM subgraph.data_permit p WHERE p.id = ANY($1::text[])`,
        [ids],
      ),
    list: ({ holder = null, issuer = null, datasetId = null, state = null }, first) =>
      database.query<PermitRow>(
        `SELECT ${COLUMNS} FROM subgraph.data_permit p
         WHERE ($1::text IS NULL OR p.holder = lower($1)) AND ($2::text IS NULL OR p.issuer = lower($2))
           AND ($3::text IS NULL OR $3 = ANY(p.datasets)) AND ($4::text IS NULL OR p.state = $4)
         ORDER BY p.id::numeric DESC LIMIT $5`,
        [holder, issuer, datasetId, state, first],
      ),
    ofDatasets: (datasetIds, first) =>
      database.query<DatasetPermitRow>(
        `SELECT * FROM (
           SELECT ${COLUMNS}, wanted.dataset_id,
                  row_number() OVER (PARTITION BY wanted.dataset_id ORDER BY p.id::numeric DESC) AS place
           FROM unnest($1::text[]) AS wanted(dataset_id)
           JOIN subgraph.data_permit p ON wanted.dataset_id = ANY(p.datasets)
         ) AS ranked WHERE place <= $2 ORDER BY dataset_id, place`,
        [datasetIds, first],
      ),
    versions: (permitIds) =>
      database.query<PermitVersionRow>(
        `SELECT permit_id, version, decision_hash, purposes_mask, datasets, timestamp, tx FROM subgraph.permit_version
         WHERE permit_id = ANY($1::text[]) ORDER BY permit_id, version`,
        [permitIds],
      ),
    history: (permitIds) =>
      database.query<PermitEventRow>(
        `SELECT permit_id, kind, hash, timestamp, tx FROM subgraph.permit_event
         WHERE permit_id = ANY($1::text[]) ORDER BY block, log_index`,
        [permitIds],
      ),
  };
}
