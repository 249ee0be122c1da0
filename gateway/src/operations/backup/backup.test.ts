import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { ConsentRecord } from "@symbolon/protocol";
import { consentVault } from "../../consent/consentVault.ts";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { startIpfsNode } from "../../ipfs/startIpfsNode.ts";
import { migrate } from "../../server/migrate.ts";
import { DEPLOYMENT } from "../../test-support/openTestGateway.ts";
import { taskQueue } from "../queue/taskQueue.ts";
import { BackupHeader } from "./backupFormat.ts";
import { type PinnedContent, pinnedContent } from "./pinnedContent.ts";
import { restoreBackup } from "./restoreBackup.ts";
import { tablesToBackup } from "./tablesToBackup.ts";
import { writeBackup } from "./writeBackup.ts";

const NOW = 1_900_000_000;
const NEVER = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
const record = ConsentRecord.parse({
  format: "symbolon-consent/1",
  subject: "PSEUDONYM-1",
  controller: "Hospital A",
  notice: { version: "1", digest: `0x${"aa".repeat(32)}` },
  purposes: ["SCIENTIFIC_RESEARCH"],
  dataCategories: ["art-51-1-a"],
  processing: "synthetic-data-generation",
  given: "2029-01-01T00:00:00.000Z",
  withdrawal: "mailto:consent@hospital-a.example",
});

describe("a backup", () => {
  let folder: string;
  let source: Database;
  let target: Database;
  let file: string;
  const nodes: { close(): Promise<void> }[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "symbolon-backup-"));
    file = join(folder, "hub.backup");
    source = await openPgliteDatabase();
    target = await openPgliteDatabase();
    for (const database of [source, target]) {
      await migrate(database);
      await database.execute(`CREATE TABLE gateway.numbered (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        big numeric, list text[], twice numeric GENERATED ALWAYS AS (big * 2) STORED)`);
    }
  });
  after(async () => {
    for (const node of nodes) await node.close();
    await source.close();
    await target.close();
    await rm(folder, { recursive: true });
  });

  const node = async (name: string): Promise<PinnedContent> => {
    const apiToken = "a-token-for-the-tests";
    const started = await startIpfsNode({
      folder: join(folder, name),
      apiToken,
      host: "127.0.0.1",
      port: 0,
      maxUploadBytes: 8_000_000,
      onError: (error) => {
        throw error;
      },
    });
    nodes.push(started);
    return pinnedContent({ apiUrl: started.url, token: apiToken, timeoutMs: 30_000 }, true);
  };
  const rowsOf = async (database: Database, kind: "data" | "keys") => {
    const all: Record<string, unknown[]> = {};
    for (const { name } of await tablesToBackup(database, kind))
      all[name] = await database.query(`SELECT t::text AS row FROM gateway."${name}" t ORDER BY 1`);
    return all;
  };

  it("brings back every row and every pinned file as it was, and keys of erasable records with their own file only", async () => {
    const content = await node("first");
    const big = new Uint8Array(2_500_000).map((_, n) => n % 251);
    const cids = [(await content.store.add(big)).cid, (await content.store.add(new Uint8Array(0))).cid];
    const vault = consentVault(source, () => NOW);
    await vault.give("1", { record, status: "ConsentGiven", at: NOW, validUntil: null });
    await vault.give("1", {
      record: { ...record, subject: "ERASED-1" },
      status: "ConsentGiven",
      at: NOW,
      validUntil: null,
    });
    await vault.erase("1", "ERASED-1");
    await source.query(
      `INSERT INTO gateway.permit_case VALUES ('h1', 'FI', 'permit', '0x1', NULL, 'university', 'T\u2028\u2029', 'S', ARRAY['a','b,"c'], ARRAY[]::text[], ARRAY['1'], 5)`,
    );
    await source.query(
      "INSERT INTO gateway.permit_act VALUES ('h1', 'FI', 1, 'k', 'hdab', NULL, 6, '{}', NULL, NULL)",
    );
    for (let n = 0; n < 450; n++)
      await source.query("INSERT INTO gateway.numbered (big, list) VALUES ($1, ARRAY['x', NULL])", [NEVER]);
    await taskQueue(source).add({ kind: "a", key: "1", payload: { deep: [1, null] } });
    await taskQueue(source).add({ kind: "a", key: "without payload" });

    const made = await writeBackup({ database: source, content, deployment: DEPLOYMENT }, file, "data");
    const keys = await writeBackup(
      { database: source, content, deployment: DEPLOYMENT },
      `${file}.keys`,
      "keys",
    );
    assert.deepEqual([made.pins, made.unreadable, keys.rows, keys.pins], [2, [], 1, 0]);

    const second = await node("second");
    const into = { database: target, content: second, deployment: DEPLOYMENT };
    const restored = await restoreBackup(into, file);
    assert.deepEqual([restored.rows, restored.pins, restored.missing], [made.rows, 2, []]);
    assert.deepEqual(await rowsOf(target, "data"), await rowsOf(source, "data"));
    assert.deepEqual(await second.pins(), cids.sort());
    assert.deepEqual(await second.store.get(cids.find((cid) => cid.startsWith("bafybei"))!), big);
    await target.query("INSERT INTO gateway.numbered (big) VALUES (1)");

    assert.deepEqual(await consentVault(target, () => NOW).counts("1"), { ERASED: 1 });
    await restoreBackup(into, `${file}.keys`);
    assert.deepEqual(await consentVault(target, () => NOW).counts("1"), { ConsentGiven: 1, ERASED: 1 });
    await assert.rejects(restoreBackup(into, file), { code: "E8008" });
  });

  it("GDPR Art. 17: holds no key and nothing readable of a person, erased or not", async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const keys = await source.query<{ data_key: string }>("SELECT data_key FROM gateway.consent_key");
    assert.equal(keys.length, 1);
    for (const { data_key: key } of keys) assert.ok(!text.includes(key.replace("0x", "")));
    assert.doesNotMatch(text, /PSEUDONYM|ERASED-1|"table":"\w*_key"/);
    const { tables } = BackupHeader.parse(JSON.parse(text.slice(0, text.indexOf("\n"))));
    assert.ok(tables.every(({ name }) => !name.endsWith("_key")));
    assert.match(text, /consent_entry/);
  });

  it("leaves out every table of keys and sessions, whoever adds one", async () => {
    await source.execute(
      "CREATE TABLE gateway.later_key (k text); CREATE TABLE gateway.later_session (k text); CREATE TABLE gateway.later (k text)",
    );
    const data = (await tablesToBackup(source, "data")).map(({ name }) => name);
    const keys = (await tablesToBackup(source, "keys")).map(({ name }) => name);
    assert.ok(data.includes("later") && !data.includes("later_key") && !data.includes("later_session"));
    assert.ok(!data.includes("secret") && !keys.includes("secret"));
    assert.ok(keys.includes("later_key") && keys.includes("consent_key") && !keys.includes("later_session"));
    assert.ok(data.indexOf("permit_case") < data.indexOf("permit_act"));
    await source.execute("DROP TABLE gateway.later_key, gateway.later_session, gateway.later");
  });

  it("is refused when a byte was changed, an end is missing, its keys expired, or it is of another market", async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const damaged: Record<string, Buffer> = {
      changed: gzipSync(
        text.replace("ERASED", "erased").replace(/"sizeBytes":2500000/, '"sizeBytes":2500001'),
      ),
      cut: gzipSync(text.slice(0, text.trimEnd().lastIndexOf("\n") + 1)),
      broken: (await readFile(file)).subarray(0, 2_000),
      longer: gzipSync(`${text}{"pin":"x","sizeBytes":null}\n`),
      empty: gzipSync(""),
      other: gzipSync(text.replace(`"chainId":${DEPLOYMENT.chainId}`, '"chainId":1')),
      expired: gzipSync(
        gunzipSync(await readFile(`${file}.keys`))
          .toString()
          .replace(/"expiresAt":"\d{4}/, '"expiresAt":"2020'),
      ),
    };
    await target.execute("DELETE FROM gateway.numbered");
    const before = await rowsOf(target, "data");
    const into = { database: target, content: await node("refusing"), deployment: DEPLOYMENT };
    for (const [name, bytes] of Object.entries(damaged)) {
      await writeFile(join(folder, name), bytes);
      await assert.rejects(restoreBackup(into, join(folder, name)), { code: "E8007" }, name);
    }
    assert.deepEqual(await into.content.pins(), []);
    assert.deepEqual(await rowsOf(target, "data"), before);
  });

  it("names pins whose content is gone, and is made all the same", async () => {
    const content = await node("third");
    const { cid } = await content.store.add(new Uint8Array([1, 2, 3]));
    const broken: PinnedContent = {
      ...content,
      pins: async () => [...(await content.pins()), cid.replace(/.$/, "a")],
    };
    const made = await writeBackup(
      { database: source, content: broken, deployment: DEPLOYMENT },
      file,
      "data",
    );
    assert.deepEqual([made.pins, made.unreadable.length], [2, 1]);
  });
});
