export { keyedPrivacy } from "../ehr/dates/personPrivacy.ts";
export { cryptoEntropy } from "../random/cryptoEntropy.ts";
export { type CheckedFile, checkFile } from "./checkFile.ts";
export { type CodedFile, codedFile } from "./codedFile.ts";
export { clickhouse } from "./dialects/clickhouse.ts";
export { duckdb } from "./dialects/duckdb.ts";
export { postgres } from "./dialects/postgres.ts";
export { spark } from "./dialects/spark.ts";
export { trino } from "./dialects/trino.ts";
export { duckDbFile } from "./duckDbFile.ts";
export { type CheckReport, checkEhr } from "./ehr/checkEhr.ts";
export { ehrKey } from "./ehr/ehrKey.ts";
export { type EhrTarget, type ExportReport, exportEhr } from "./ehr/exportEhr.ts";
export { type EhrImport, type EhrSource, importEhr } from "./ehr/importEhr.ts";
export { type OmopOffer, offerOmop } from "./ehr/offerOmop.ts";
export { type DomainDraft, draftDomainFile } from "./ehr/private/draftDomainFile.ts";
export { readDomain } from "./ehr/private/readDomain.ts";
export { type PrivateOmopSynthesis, synthPrivateOmop } from "./ehr/private/synthPrivateOmop.ts";
export { readConceptMap } from "./ehr/readConceptMap.ts";
export { type OmopSynthesis, synthOmop } from "./ehr/synthOmop.ts";
export { type DuckDb, openDuckDb } from "./openDuckDb.ts";
export { openPostgresTable, type PostgresTable } from "./openPostgresTable.ts";
export { openTable } from "./openTable.ts";
export { type MixedTables, type ReadTable, readMixedTables } from "./readMixedTables.ts";
export { readSchemaFile } from "./readSchemaFile.ts";
export {
  type SqlCountSource,
  type SqlEngine,
  type SqlTable,
  type SqlTableSource,
  sqlTableSource,
} from "./sqlTableSource.ts";
export { writeRows } from "./writeRows.ts";
