/** Milliseconds that bound the training of Ground in the oscillator example: a quarter of a minute on an idle machine, far more on a busy one. */
export const TRAINING = 600_000;
