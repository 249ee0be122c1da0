import { styleText } from "node:util";
import type { Step } from "./steps.ts";

/** Prints the demo's progress for a person; silent in JSON mode until the last line. */
export type Printer = {
  line(text?: string): void;
  stage(text: string): void;
  begin(who: string, name: string): void;
  step(step: Step): void;
};

const NAME_WIDTH = 19;
const WHO_WIDTH = 10;

/** `quiet` prints nothing. On a terminal the step under way is shown and replaced when it is done. `write` takes a finished line. */
export function printer(quiet: boolean, write: (line: string) => void = console.log): Printer {
  const terminal = process.stdout.isTTY === true && write === console.log;
  const style = (format: "dim" | "green" | "red" | "cyan", text: string) =>
    styleText(format, text, { validateStream: write === console.log });
  const dim = (text: string) => style("dim", text);
  const clear = () => {
    if (terminal) process.stdout.write("\r\x1b[K");
  };
  const pending = (text: string) => {
    if (!quiet && terminal) process.stdout.write(`\r\x1b[K  ${text}`);
  };
  return {
    line(text = "") {
      if (quiet) return;
      clear();
      write(text);
    },
    stage(text) {
      pending(dim(`… ${text}`));
      if (!quiet && !terminal) write(`  … ${text}`);
    },
    begin(who, name) {
      pending(`${dim("…")} ${name.padEnd(NAME_WIDTH)} ${dim(who)}`);
    },
    step(step) {
      if (quiet) return;
      clear();
      const mark = step.ok ? style("green", "✔") : style("red", "✘");
      const seconds = `${(step.ms / 1000).toFixed(1)} s`.padStart(7);
      const gas = step.gas === undefined ? "" : dim(`  ${step.gas.toLocaleString("en")} gas`);
      write(
        `  ${mark} ${step.name.padEnd(NAME_WIDTH)} ${style("cyan", step.who.padEnd(WHO_WIDTH))} ${seconds}  ${step.what}${gas}`,
      );
    },
  };
}
