/** No cell is left that the structural zeros, or the evidence, allow (or one so unlikely that a double cannot hold it). */
export class NothingPossible extends RangeError {
  constructor() {
    super("the structural zeros leave nothing possible");
    this.name = "NothingPossible";
  }
}
