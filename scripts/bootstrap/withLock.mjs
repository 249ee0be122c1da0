import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./makeFolder.mjs";

const POLL_MS = 200;
/** A lock of another machine (a shared disk) cannot be asked whether its owner lives; past this age it is taken over. */
const FOREIGN_LOCK_MS = 30 * 60 * 1000;
/** Stands for a lock folder without a readable owner: emptied by hand, torn by a full disk, or released just now. */
const NO_OWNER = { pid: 0, startTime: null, host: hostname() };
let counter = 0;

/**
 * Runs `work` while holding the lock folder `path`; waits while a living process holds it and takes it over when its
 * owner is gone. The folder is made complete beside its place and then renamed there, which is atomic and fails on a
 * taken lock, so a lock without an owner's name never exists.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(owner: { pid: number }) => void} [onWait] called once when there is someone to wait for
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = () => {}) {
  makeFolder(dirname(path));
  let waiting = false;
  while (!take(path)) {
    const owner = readOwner(path) ?? NO_OWNER;
    if (!isAlive(owner, path)) {
      evict(path, owner);
      continue;
    }
    if (!waiting) onWait(owner);
    waiting = true;
    await sleep(POLL_MS);
  }
  // A signal that ends the process skips `finally`, an exit handler does not.
  const release = () => putAway(path);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

/** @param {string} path */
function take(path) {
  const draft = uniqueName(path, "draft");
  mkdirSync(draft);
  const owner = { pid: process.pid, startTime: startTimeOf(process.pid), host: hostname() };
  writeFileSync(join(draft, "owner.json"), JSON.stringify(owner));
  try {
    renameSync(draft, path);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST", "EPERM", "EACCES"].includes(error.code)) return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {{ pid: number, startTime: string | null, host: string } | null} null when it cannot be read
 */
function readOwner(path) {
  try {
    return JSON.parse(readFileSync(join(path, "owner.json"), "utf8"));
  } catch {
    return null;
  }
}

/**
 * Ends a lock in one act: deleted file by file, it would look like one without an owner, and what another process puts in its place would be deleted with it.
 *
 * @param {string} path
 */
function putAway(path) {
  const away = uniqueName(path, "released");
  try {
    renameSync(path, away);
  } catch {
    return;
  }
  rmSync(away, { recursive: true, force: true });
}

/**
 * Puts a dead owner's lock away. The rename is atomic; if it caught a newer lock (another process was quicker), that
 * one is put back.
 *
 * @param {string} path
 * @param {{ pid: number, startTime: string | null }} dead
 */
function evict(path, dead) {
  const away = uniqueName(path, "stale");
  try {
    renameSync(path, away);
  } catch {
    return;
  }
  const caught = readOwner(away);
  if (caught !== null && (caught.pid !== dead.pid || caught.startTime !== dead.startTime)) {
    try {
      renameSync(away, path);
      return;
    } catch {
      // A third process holds the place: the caught owner lost its lock; npm ci is repeatable, so no harm is done.
    }
  }
  rmSync(away, { recursive: true, force: true });
}

/**
 * @param {{ pid: number, startTime: string | null, host: string }} owner
 * @param {string} path
 */
function isAlive(owner, path) {
  if (owner.host !== hostname()) return Date.now() - ageOf(path) < FOREIGN_LOCK_MS;
  if (!Number.isInteger(owner.pid) || owner.pid <= 0) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  // The number may have gone to another program since; on Linux the start time tells.
  const startTime = startTimeOf(owner.pid);
  return owner.startTime === null || startTime === null || startTime === owner.startTime;
}

/** @param {string} path */
function ageOf(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/**
 * Start time of a process in clock ticks since boot, from /proc (Linux); null elsewhere.
 *
 * @param {number} pid
 */
function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {string} kind
 */
function uniqueName(path, kind) {
  counter += 1;
  return join(dirname(path), `.${basename(path)}.${kind}.${process.pid}.${counter}`);
}
