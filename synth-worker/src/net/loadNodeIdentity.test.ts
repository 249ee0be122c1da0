import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createOwnerOnlyFile } from "./createOwnerOnlyFile.ts";
import { loadNodeIdentity } from "./loadNodeIdentity.ts";
import { spkiPin } from "./spkiPin.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-identity-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("the key is made once, for its owner only; later starts have the same pin", async () => {
  const home = join(folder, "state");
  const [first, second] = await Promise.all([loadNodeIdentity(home), loadNodeIdentity(home)]);
  const third = await loadNodeIdentity(home);
  assert.equal(first.pin, second.pin);
  assert.equal(first.pin, third.pin);
  assert.deepEqual(await readdir(home), ["link-key.pem"]);
  assert.equal((await stat(join(home, "link-key.pem"))).mode & 0o777, 0o600);
  assert.equal((await stat(home)).mode & 0o777, 0o700);
  const other = await loadNodeIdentity(join(folder, "other"));
  assert.notEqual(other.pin, first.pin);
});

test("the certificate is the key's own, signed by it, and no authority", async () => {
  const { certificate, pin } = await loadNodeIdentity(join(folder, "state"));
  const read = new X509Certificate(certificate);
  assert.equal(read.publicKey.asymmetricKeyType, "ed25519");
  assert.ok(read.verify(read.publicKey));
  assert.ok(!read.ca);
  assert.equal(spkiPin(read), pin);
  assert.match(pin, /^0x[0-9a-f]{64}$/);
});

test("a key that others may read, or that is none, is refused", async () => {
  const home = join(folder, "open");
  await loadNodeIdentity(home);
  const path = join(home, "link-key.pem");
  await chmod(path, 0o640);
  await assert.rejects(loadNodeIdentity(home), { code: "E4010" });
  await chmod(path, 0o600);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.slice(0, 60));
  await assert.rejects(loadNodeIdentity(home), { code: "E4010" });
});

test("a file is created once and whole; a folder that cannot be made is E8002", async () => {
  const path = join(folder, "once", "file");
  const created = await Promise.all(["a", "b", "c"].map((text) => createOwnerOnlyFile(path, text.repeat(9))));
  assert.equal(created.filter(Boolean).length, 1);
  assert.match(await readFile(path, "utf8"), /^(a{9}|b{9}|c{9})$/);
  assert.deepEqual(await readdir(join(folder, "once")), ["file"]);
  await assert.rejects(createOwnerOnlyFile(join(path, "below"), ""), { code: "E8002" });
});
