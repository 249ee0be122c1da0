import type { ColumnConcept } from "@symbolon/protocol";
import { CODE_SYSTEMS } from "./codeSystems.ts";

/** A variable's code with the name of its system, or the system's URI where it has no name here: "LOINC 30525-0". */
export function conceptText({ system, code }: Pick<ColumnConcept, "system" | "code">): string {
  return `${CODE_SYSTEMS.find(([uri]) => uri === system)?.[1] ?? system} ${code}`;
}
