import { HolderDeclaration } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";

/** A declaration as it is kept: by whom, and when (unix seconds). */
export type KeptDeclaration = {
  readonly declaration: HolderDeclaration;
  readonly account: string;
  readonly declaredAt: number;
};
type Row = { readonly body: string; readonly account: string; readonly declared_at: number };

/** SQL about holders' declarations: the latest of each dataset, of whoever owns it now. */
export type DeclarationStorage = {
  put(declaration: HolderDeclaration, text: string, account: string, now: number): Promise<void>;
  /** Of these datasets, as far as their present owners declared something. */
  of(datasetIds: readonly string[]): Promise<KeptDeclaration[]>;
  /** Oldest review first. */
  list(first: number, offset: number): Promise<KeptDeclaration[]>;
};

const CURRENT = `SELECT d.body, d.account, d.declared_at FROM gateway.holder_declaration d
  JOIN subgraph.dataset s ON s.id = d.dataset_id AND s.owner = d.account`;

/** DeclarationStorage over the tables of PERMIT_TABLES. */
export function declarationStorage(database: Database): DeclarationStorage {
  const read = async (sql: string, values: readonly unknown[]) =>
    (await database.query<Row>(sql, values)).map(({ body, account, declared_at }) => ({
      declaration: HolderDeclaration.parse(JSON.parse(body)),
      account,
      declaredAt: declared_at,
    }));
  return {
    async put({ datasetId, reviewedOn }, text, account, now) {
      await database.query(
        `INSERT INTO gateway.holder_declaration (dataset_id, account, body, reviewed_on, declared_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dataset_id) DO UPDATE SET
           account = EXCLUDED.account, body = EXCLUDED.body, reviewed_on = EXCLUDED.reviewed_on,
           declared_at = EXCLUDED.declared_at`,
        [datasetId, account, text, reviewedOn, now],
      );
    },
    of: (datasetIds) => read(`${CURRENT} WHERE d.dataset_id = ANY($1::text[])`, [datasetIds]),
    list: (first, offset) =>
      read(`${CURRENT} ORDER BY d.reviewed_on, d.dataset_id LIMIT $1 OFFSET $2`, [first, offset]),
  };
}
