import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
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

test("the certificate is the key's own, signed by it, and does not hold it", async () => {
  const { key, certificate, pin } = await loadNodeIdentity(join(folder, "state"));
  const read = new X509Certificate(certificate);
  assert.equal(read.publicKey.asymmetricKeyType, "ed25519");
  assert.ok(read.verify(read.publicKey));
  assert.ok(!read.ca);
  assert.equal(spkiPin(read), pin);
  assert.match(pin, /^0x[0-9a-f]{64}$/);
  const secret = key.split("\n")[1]!;
  assert.ok(!certificate.includes(secret.slice(-20)));
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

test("a folder that cannot be made is E8002", async () => {
  await writeFile(join(folder, "plain"), "");
  await assert.rejects(loadNodeIdentity(join(folder, "plain", "x")), { code: /E8002|E4010/ });
});
