/** A run's own sentences, from the training to what the view, the tree and the Test Explorer show, in a language without letters. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RunEvent } from 'qham/events';
import { createRun, FILES } from 'qham/store';
import { afterAll, describe, expect, it } from 'vitest';
import { describeRun } from '../../../extension/energies/describe.ts';
import { standing } from '../../../extension/runs/run-status.ts';
import { runSummary, runTooltip } from '../../../extension/runs/run-texts.ts';
import { mergeRuns } from '../../../extension/runs/run-tree.ts';
import { readStoredRun } from '../../../extension/runs/stored-run.ts';
import { Curve } from '../../../extension/training/curve.ts';
import { afterEndingIn } from '../../../extension/training/run-end.ts';
import { afterEvent, afterLine, newRun, type RunState } from '../../../extension/training/run-state.ts';
import type { Run } from '../../../extension/training/runs.ts';
import { testOutcome } from '../../../extension/training/test-outcome.ts';
import { reportFault } from '../../../runtime/cli/fault.ts';
import { untranslated, wordsOf } from '../../language-server/foreign-language.ts';
import { SmallDisk } from '../../runtime/store/faulty-disk.ts';
import { EXPERIMENT, META, start, step } from '../../runtime/store/sample.ts';
import { foreignL10n } from '../fixtures/foreign-l10n.ts';
import { plainEnglish } from '../fixtures/plain-english.ts';
import { keepingConsole, type Said, saidByQham } from '../fixtures/said-by-qham.ts';

const PROMISES = ['expect energy = 9 within 1%', 'expect energy = 2.65 within 2%'];
const PROGRAM = `units oscillator

hamiltonian Pair(V0 = 1, A = 2) {
  particles x: A fermions in R^1
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2) + sum(i<j) V0 * (x[i] - x[j])^2
}
hamiltonian Gas {
  particles x: 2 bosons in R^1
  H = sum(i) (-1/2 * ∇²[i] + 1/2 * x[i]^2)
}
ansatz Net { B = equivariant { layers = 1; hidden = 4 }; psi = det(orbitals(B) * gaussian_envelope(x)) }
ansatz Symmetric { B = equivariant { layers = 1; hidden = 4 }; psi = product(orbitals(B) * gaussian_envelope(x)) }
schedule Fast {
  sampler metropolis { walkers = 64; sweeps = 3 }
  phase main { optimizer adam; steps = 3 }
  evaluate { walkers = 64; samples = 5 }
}
schedule Natural { sampler metropolis { walkers = 64; sweeps = 3 }; phase main { optimizer spring; steps = 3 } }
train Ground = Pair with Net using Natural
train Strong = Pair with Net using Fast
train Other = Gas with Symmetric using Fast {
  ${PROMISES[0]}
  ${PROMISES[1]}
}
train Wrong = Pair with Net using Fast { start from Other }
`;

const folder = mkdtempSync(join(tmpdir(), 'qham-translated-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.qham');
writeFileSync(file, PROGRAM);

/** Runs a train as the extension does. */
const train = (name: string, ...more: string[]) =>
  saidByQham('run', file, name, '--events', '--threads', '1', '--out', join(folder, name), ...more);

/** What becomes of a train in the extension, by what its process said. */
function stateAfter(name: string, { code, lines, errorOutput }: Said): RunState {
  const state = lines.reduce((before, line) => afterLine(before, line).state, newRun(name));
  return afterEndingIn(null, state, { kind: 'ended', code, signal: null, errorOutput });
}

/** Everything about a run that the view, and the Test Explorer of its expectations, put into words. */
function wordsAbout(state: RunState, l10n = foreignL10n): string[] {
  const request = { file, train: state.train };
  const run: Run = {
    ...{ id: 1, request, started: new Date(0), state, curve: new Curve() },
    ...{ folder: state.folder, revision: 1, process: null },
  };
  const { problem, notice, expectations, judgement, measured, columns } = describeRun(run, l10n);
  const outcomes = [...PROMISES, 'expect energy = 0'].map((text) => testOutcome(text, state, l10n));
  return [
    ...(problem ? [problem.message, problem.detail, problem.wayOut] : []),
    notice,
    ...expectations.map(({ reason }) => reason),
    ...(judgement ? [judgement.text, ...judgement.reasons] : []),
    ...measured.map(({ text }) => text),
    ...columns.map(({ name }) => name),
    ...outcomes.flatMap(({ note, message }) => [note, message]),
  ];
}

/** The same of the tree, from the folder. */
async function wordsInTree(path: string, l10n = foreignL10n): Promise<string[]> {
  const [item] = mergeRuns([await readStoredRun(path)], []);
  const now = standing(item!);
  return [runSummary(item!, now, l10n), runTooltip(item!, now, l10n).replaceAll('\\', '')];
}

/** Of the program, of paths, and what the operating system and this machine call things. */
const OWN = new Set([...wordsOf(`${PROGRAM} ${file} ${folder} qham cpu run QH`)]);
const own = (...more: string[]) => new Set([...OWN, ...more.flatMap((text) => [...wordsOf(text)])]);

/** What is left in English, each with its words. */
const left = (said: readonly string[], names: ReadonlySet<string> = OWN) =>
  said.map((text) => [text, untranslated(text, names)] as const).filter(([, words]) => words.length > 0);

const onlyRunIn = (name: string) => join(folder, name, readdirSync(join(folder, name))[0]!);

describe('a reader of another language finds no English sentence', () => {
  it.each([
    ['Ground', '1e38', '{0} is not finite at the walker ({1})'],
    ['Strong', '1e30', '{0} is not finite'],
  ])('in a number that is not finite: %s', async (name, coupling, english) => {
    const said = await train(name, '--set', `V0=${coupling}`);
    expect(said.code).toBe(3);
    const state = stateAfter(name, said);
    const message = { english: 'step {0}: {1}. {2}', values: [expect.anything(), { english }, expect.anything()] };
    expect(state.trouble).toMatchObject({ kind: 'numeric', message });
    const path = onlyRunIn(name);
    expect(left(wordsAbout(state), own(path))).toEqual([]);
    expect(left(await wordsInTree(path), own(path))).toEqual([]);
  });

  it('in a result: promises that were broken and that are open, the verdict, its reasons, what was measured', async () => {
    const state = stateAfter('Other', await train('Other'));
    expect(state.expectations.map(({ verdict }) => verdict)).toEqual(['fail', 'undecided']);
    expect(state.judgement!.reasons.length).toBeGreaterThan(2);
    expect(wordsAbout(state, plainEnglish).join('\n')).toMatch(/does not lie within[\s\S]*may or may not/);
    const path = onlyRunIn('Other');
    expect(left(wordsAbout(state), own(path))).toEqual([]);
    expect(left(await wordsInTree(path), own(path))).toEqual([]);
  });

  it.each<[string, number, () => Promise<Said>]>([
    ['a device that is none', 4, () => train('Ground', '--device', 'abacus')],
    ['a train that starts from another system', 2, () => train('Wrong', '--out', join(folder, 'Other'))],
    ['a coupling beyond all numbers', 2, () => train('Ground', '--set', 'V0=1e39')],
    ['a train that is not in the file any more', 2, () => train('Gone')],
    ['a folder where there is a file', 4, () => train('Ground', '--out', join(file, 'runs'))],
    ['a run that is not there', 2, () => saidByQham('resume', join(folder, 'none'), '--events')],
    ['a file with errors', 2, () => saidByQham('run', faulty(), 'Ground', '--events')],
  ])('in %s', async (_, code, command) => {
    const said = await command();
    expect(said.code).toBe(code);
    const state = stateAfter('Ground', said);
    expect(state.trouble).toMatchObject({ kind: 'ended', fault: { english: expect.stringMatching(/\p{L}|^\{0\}/u) } });
    expect(
      left(wordsAbout(state), own('none abacus faulty runs Gone Gausian', 'auto cpu webgpu cuda tensorflow')),
    ).toEqual([]);
    // The terminal and the log have what they always had.
    const fault = JSON.parse(said.lines.at(-1)!) as { message: string };
    expect(said.errorOutput).toContain(fault.message.split('\n')[0]!.replace(/^.*?: QH\d+: | \(.*$/g, ''));
  });

  it('in a disk that is full', async () => {
    const { console, out, err } = keepingConsole();
    const disk = new SmallDisk(20_000);
    const run = await createRun(join(folder, 'full'), EXPERIMENT, META, { disk });
    const events: RunEvent[] = [{ ...start(run.folder), train: 'Ground' }];
    const fill = () => {
      for (let n = 1; ; n++) {
        const event = step(n);
        run.append(event);
        run.flush();
        events.push(event);
      }
    };
    let code = 0;
    try {
      fill();
    } catch (error) {
      code = reportFault(error, console, true);
    }
    expect(code).toBe(4);
    const begun = events.reduce(afterEvent, newRun('Ground'));
    const line = afterLine(begun, out().trim()).state;
    const state = afterEndingIn(null, line, { kind: 'ended', code, signal: null, errorOutput: err() });
    expect(err()).toContain('cannot write events in');
    expect(left(wordsAbout(state), own(run.folder))).toEqual([]);
  });

  it('in a folder that is no run any more', async () => {
    const path = onlyRunIn('Other');
    for (const [text, name] of [
      ['{"format": 9}', FILES.description],
      ['', FILES.lock],
    ] as const) {
      const before = name === FILES.lock ? null : readFileSync(join(path, name));
      writeFileSync(join(path, name), text);
      const words = await wordsInTree(path);
      if (before) writeFileSync(join(path, name), before);
      expect(words.join('')).toContain(path);
      expect(left(words, own(path, name))).toEqual([]);
    }
    rmSync(join(path, FILES.lock));
  });

  it('and would find one that nobody marked', () => {
    expect(left(['The disk is full.'])).toHaveLength(1);
    expect(left([foreignL10n.t('The disk is full, and nobody has marked this.')])).toHaveLength(1);
  });
});

it('a run of an earlier version, which has no phrases, is told in the English that it has', async () => {
  const path = onlyRunIn('Ground');
  const events = readFileSync(join(path, FILES.events), 'utf8').trimEnd().split('\n');
  const old = events.map((line) =>
    JSON.stringify(JSON.parse(line), (key, value) => (key === 'said' ? undefined : value)),
  );
  writeFileSync(join(path, FILES.events), '');
  appendFileSync(join(path, FILES.events), old.map((line) => `${line}\n`).join(''));
  const { said: _, ...ending } = JSON.parse(readFileSync(join(path, FILES.summary), 'utf8')).ending;
  const summary = JSON.parse(readFileSync(join(path, FILES.summary), 'utf8'));
  writeFileSync(join(path, FILES.summary), JSON.stringify({ ...summary, ending }));
  const state = old.reduce((before, line) => afterLine(before, line).state, newRun('Ground'));
  expect(state).toMatchObject({ status: 'failed', trouble: { message: ending.message, where: ending.where } });
  expect(ending.message).toMatch(/^step 1: .* is not finite/);
  expect(wordsAbout(state)).toContain(ending.message);
  expect((await wordsInTree(path)).join()).toContain(ending.message);
  expect(basename(path)).toMatch(/^Ground-/);
});

/** A program with an error. */
function faulty(): string {
  const path = join(folder, 'faulty.qham');
  writeFileSync(path, PROGRAM.replace('Pair with Net', 'Pair with Gausian'));
  return path;
}
