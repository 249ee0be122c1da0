import { describe } from "node:test";
import { openPostgresDatabase } from "./openPostgresDatabase.ts";
import { databaseBehaviour } from "./test-support/databaseBehaviour.ts";

/** A PostgreSQL server whose database may be written, e.g. postgres://localhost/test. */
const url = process.env.TEST_DATABASE_URL;

describe("openPostgresDatabase", { skip: url === undefined && "TEST_DATABASE_URL is not set" }, () => {
  databaseBehaviour(() => openPostgresDatabase(url ?? ""));
});
