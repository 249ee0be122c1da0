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

/** `quiet` prints nothing. On a terminal the step under way is shown and replaced when it is done. */
export function printer(quiet: boolean): Printer {
  const terminal = process.stdout.isTTY === true;
  const dim = (text: string) => styleText("dim", text);
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
      console.log(text);
    },
    stage(text) {
      pending(dim(`… ${text}`));
      if (!quiet && !terminal) console.log(`  … ${text}`);
    },
    begin(who, name) {
      pending(`${dim("…")} ${name.padEnd(NAME_WIDTH)} ${dim(who)}`);
    },
    step(step) {
      if (quiet) return;
      clear();
      const mark = step.ok ? styleText("green", "✔") : styleText("red", "✘");
      const seconds = `${(step.ms / 1000).toFixed(1)} s`.padStart(7);
      const gas = step.gas === undefined ? "" : dim(`  ${step.gas.toLocaleString("en")} gas`);
      console.log(
        `  ${mark} ${step.name.padEnd(NAME_WIDTH)} ${styleText("cyan", step.who.padEnd(WHO_WIDTH))} ${seconds}  ${step.what}${gas}`,
      );
    },
  };
}
