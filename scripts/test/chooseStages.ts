import type { Stage } from "./stages.ts";

/**
 * The stages of `all` to run, in their order: the one called `only`, or every one. Those for the full profile alone are
 * left out of the others.
 */
export function chooseStages<S extends Pick<Stage, "name" | "fullOnly">>(
  all: readonly S[],
  profile: "default" | "ci" | "full",
  only: string | undefined,
): S[] {
  return all.filter(
    ({ name, fullOnly }) => (only ?? name) === name && (fullOnly === undefined || profile === "full"),
  );
}
