import { after, before, describe } from "node:test";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { openPostgresDatabase } from "../../database/openPostgresDatabase.ts";
import { queueBehaviour } from "../test-support/queueBehaviour.ts";
import { startPostgres, type TestPostgres, withoutPostgres } from "../test-support/startPostgres.ts";

describe("taskQueue on PGlite", () => queueBehaviour(() => openPgliteDatabase()));

describe("taskQueue on PostgreSQL", { skip: withoutPostgres }, () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());
  queueBehaviour(() => openPostgresDatabase(server.url));
});
