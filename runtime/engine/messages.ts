/** What the main thread and its computing threads say to each other. */
import type { Shape } from '../tensor/graph.ts';
import type { Feed, Precision, Results } from './engine.ts';
import type { Program } from './fused/program.ts';

/** How ONNX Runtime should run a model: the part of its session options that engines choose. */
export interface SessionSettings {
  executionProviders: { name: string }[];
  intraOpNumThreads: number;
  /** ONNX Runtime's own configuration keys. */
  extra?: { session: Record<string, string> };
}

type Arrays = Readonly<Record<string, Float32Array>>;

/** Inputs and outputs of a program's run, all in shared memory. */
export interface ProgramArrays {
  /** The same for all blocks. */
  readonly shared: Arrays;
  readonly blocks: readonly Arrays[];
  readonly outputs: readonly Arrays[];
  /** One number: the next block to compute. Whichever thread is free takes it. */
  readonly next: Int32Array;
}

/** The same for a program in two stages. */
export interface StageArrays extends Omit<ProgramArrays, 'outputs'> {
  /** Inputs of the second stage, the same for all blocks. */
  readonly later: Arrays;
  /** Outputs of the first stage and of the second. */
  readonly early: readonly Arrays[];
  readonly late: readonly Arrays[];
  /** How far each block is; zero before the first stage. */
  readonly states: Int32Array;
}

export type Order =
  | {
      kind: 'compile';
      session: number;
      model: Uint8Array;
      precision: Precision;
      inputs: Record<string, Shape>;
      settings: SessionSettings;
    }
  | { kind: 'compile-program'; session: number; program: Program }
  /** @param keep bytes that each thread may fill with what the second stage needs of the first */
  | { kind: 'compile-stages'; session: number; program: Program; keep: number }
  | { kind: 'run'; session: number; shared: Feed; blocks: readonly Feed[] }
  /** What the following runs read and write; they are told nothing but to begin. */
  | { kind: 'attach'; session: number; arrays: ProgramArrays }
  | { kind: 'run-program'; session: number }
  | { kind: 'attach-stages'; session: number; arrays: StageArrays }
  | { kind: 'run-stage'; session: number; stage: 'first' | 'second' }
  | { kind: 'release'; session: number }
  | { kind: 'close' };

/** Answers come in the order of the orders; `close` is answered by the thread's end. */
export type Answer = { results: Results[] } | { error: string };
