import type { ValueWindow } from "../imageSet.ts";
import type { PrincipalComponents } from "../linear/principalComponents.ts";
import type { FlowShape } from "./flowShape.ts";

/**
 * A trained image generator. NOT differentially private, and not to be handed out: its components are sums of training images. Only images that passed
 * the copy gate may leave the house.
 */
export type FlowModel = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly window: ValueWindow;
  readonly classNames: readonly string[];
  readonly space: PrincipalComponents;
  readonly shape: FlowShape;
  readonly parameters: Float32Array;
};
