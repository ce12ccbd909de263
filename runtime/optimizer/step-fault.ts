/** A slope that no step can be made of. */
export class StepFault extends Error {
  override name = 'StepFault';
  /** The quantity that is not finite, in the user's terms. */
  readonly where: string;

  constructor(where: string) {
    super(`${where} is not finite`);
    this.where = where;
  }
}
