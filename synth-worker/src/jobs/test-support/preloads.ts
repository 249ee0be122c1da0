/** Modules that a process under test loads before its own, as data URLs for NODE_OPTIONS: faults of the machine it runs on. */
const asPreload = (source: string): string =>
  `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`;

/** The machine's clock goes this many seconds before (or, negative, after) the real one. */
export function skewedClock(seconds: number): string {
  return asPreload(`
    const System = Date;
    globalThis.Date = class extends System {
      constructor(...given) { given.length === 0 ? super(System.now() + ${seconds * 1000}) : super(...given); }
      static now() { return System.now() + ${seconds * 1000}; }
    };`);
}

/** The disk takes no more files while there is one at `flag`. */
export function fullDisk(flag: string): string {
  return asPreload(`
    import { existsSync } from "node:fs";
    import { open } from "node:fs/promises";
    const handle = await open("/dev/null", "w");
    const prototype = Object.getPrototypeOf(handle);
    const { writeFile } = prototype;
    await handle.close();
    prototype.writeFile = function (...given) {
      if (!existsSync(${JSON.stringify(flag)})) return writeFile.apply(this, given);
      return Promise.reject(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
    };`);
}
