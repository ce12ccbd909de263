import { type Diagnostic, parseProgram } from 'qham/compile';

/** A text with «…» around the place of a diagnostic, and the place without the marks (from 1, end exclusive). */
export interface Marked {
  text: string;
  place: { start: { line: number; column: number }; end: { line: number; column: number } } | undefined;
}

export function readMarks(marked: string): Marked {
  const open = marked.indexOf('«');
  const close = marked.indexOf('»');
  const text = marked.replace(/[«»]/g, '');
  if (open < 0) return { text, place: undefined };
  const at = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  };
  return { text, place: { start: at(open), end: at(close - 1) } };
}

export async function diagnosticsOf(text: string): Promise<Diagnostic[]> {
  return (await parseProgram(text, 'test.qham')).diagnostics;
}

/** The codes of a text's diagnostics. */
export async function codesOf(text: string): Promise<string[]> {
  return (await diagnosticsOf(text)).map((diagnostic) => diagnostic.code);
}

/** A sound file; a test replaces the part that it is about. */
export function file(parts: Partial<Record<'units' | 'hamiltonian' | 'ansatz' | 'schedule' | 'train', string>> = {}) {
  return [
    parts.units ?? 'units oscillator',
    parts.hamiltonian ?? 'hamiltonian Trap(D = 3) { particle r in R^D; H = -1/2 * ∇²[r] + 1/2 * |r|^2 }',
    parts.ansatz ?? 'ansatz Net { N = mlp { }; psi = N(r) * exp(-|r|^2 / 2) }',
    parts.schedule ?? 'schedule Plain { phase main { steps = 10 } }',
    parts.train ?? 'train Ground = Trap with Net using Plain',
  ].join('\n');
}

/** The same with another Hamiltonian body. */
export const withH = (body: string, parameters = '(D = 3)') =>
  file({ hamiltonian: `hamiltonian Trap${parameters} { ${body} }` });
export const withPsi = (body: string, parameters = '') => file({ ansatz: `ansatz Net${parameters} { ${body} }` });
export const withMlp = (settings: string) => withPsi(`N = mlp { ${settings} }; psi = N(r) * exp(-|r|^2 / 2)`);
export const withSchedule = (body: string) => file({ schedule: `schedule Plain { ${body} }` });
export const withTrain = (rest: string) => file({ train: `train Ground = ${rest}` });
export const withBody = (body: string) => withTrain(`Trap with Net using Plain { ${body} }`);
