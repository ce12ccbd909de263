/** The running averages that Adam and AdamW share. */
import type { OptimizerState } from './optimizer.ts';
import { restoredArray, restoredCount } from './optimizer-state.ts';

export interface AdamSettings {
  beta1: number;
  beta2: number;
  epsilon: number;
  weight_decay: number;
}

/** First and second moment of the gradient, Kingma & Ba 2015 (ICLR), algorithm 1. */
export class AdamMoments {
  readonly #settings: AdamSettings;
  #first: Float64Array;
  #second: Float64Array;
  #steps = 0;
  #firstCorrection = NaN;
  #secondCorrection = NaN;

  constructor(settings: AdamSettings, count: number) {
    this.#settings = settings;
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
  }

  get count(): number {
    return this.#first.length;
  }

  /** Begins the next step; `direction` then belongs to it. */
  advance(): void {
    this.#steps++;
    this.#firstCorrection = 1 - this.#settings.beta1 ** this.#steps;
    this.#secondCorrection = 1 - this.#settings.beta2 ** this.#steps;
  }

  /** Takes in the gradient g of parameter i and returns m̂ / (√v̂ + ε). To be called once a step for every parameter. */
  direction(i: number, g: number): number {
    const { beta1, beta2, epsilon } = this.#settings;
    const m = beta1 * this.#first[i]! + (1 - beta1) * g;
    const v = beta2 * this.#second[i]! + (1 - beta2) * g * g;
    this.#first[i] = m;
    this.#second[i] = v;
    return m / this.#firstCorrection / (Math.sqrt(v / this.#secondCorrection) + epsilon);
  }

  get state(): OptimizerState {
    return { steps: this.#steps, first_moment: this.#first.slice(), second_moment: this.#second.slice() };
  }

  restore(state: OptimizerState): void {
    const steps = restoredCount(state, 'steps');
    const first = restoredArray(state, 'first_moment', this.count);
    const second = restoredArray(state, 'second_moment', this.count);
    this.#steps = steps;
    this.#first = first;
    this.#second = second;
  }
}
