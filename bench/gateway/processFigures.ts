import { readFile } from "node:fs/promises";

/** Pages and clock ticks of Linux on the machines that figures are quoted from. */
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** Memory that a process holds, from /proc (Linux). */
export async function residentMiBOf(pid: number): Promise<number> {
  const pages = Number((await readFile(`/proc/${pid}/statm`, "utf8")).split(" ")[1]);
  return Math.round((pages * PAGE_BYTES) / 2 ** 20);
}

/** Milliseconds of CPU time that a process has used, from /proc (Linux). */
export async function cpuMsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  // Fields after the name in brackets, which may hold spaces: utime and stime are the 12th and 13th of them.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
}
