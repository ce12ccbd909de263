import { english, type Words } from '@qham/grammar/phrase';

/** A slope that no step can be made of. */
export class StepFault extends Error {
  override name = 'StepFault';
  /** The quantity that is not finite, in the user's terms. */
  readonly where: Words;

  constructor(where: Words) {
    super(`${english(where)} is not finite`);
    this.where = where;
  }
}
