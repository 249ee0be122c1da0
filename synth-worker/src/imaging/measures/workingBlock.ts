const MOST = 16;

/** Side in pixels of the blocks whose means stand for an image of this size: at most 16 blocks along a side. */
export function workingBlock(width: number, height: number): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / MOST));
}
