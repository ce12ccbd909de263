/**
 * What the dimensions promise: a formula that is built like with like has no error, and one without an error has the same
 * value in all systems of units. Formulas are evaluated at one point of space in MeV and fm and in SI units.
 */
import { checkDocument, createQhamServices, type File, URI } from '@qham/grammar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usesIn } from '../../grammar/validation/physics/uses.ts';

const { shared } = createQhamServices();
let count = 0;

/** The errors of H with a potential, and the potential in the file's unit of energy at a point given in its unit of length. */
async function potential(units: string, V: string, unitOfLength: number) {
  const text = `units ${units}
hamiltonian T(a = 2 fm, b = 0.5 fm, V0 = 50 MeV, W = 8 MeV, m = 1 m_p) {
  particle r in R^3
  H = -ħ^2/(2*m) * ∇²[r] + (${V}) + 0 * (a/b + V0/W) * W
}`;
  const { workspace } = shared;
  const document = workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse(`qham:/${count++}.qham`));
  await workspace.DocumentBuilder.build([document], { validation: false });
  workspace.IndexManager.remove(document.uri);
  const errors = checkDocument(document).filter(({ severity }) => severity === 'error');
  const position = [0.7, -0.4, 1.1].map((x) => x * unitOfLength);
  const [use] = usesIn(document.parseResult.value);
  return { errors: errors.map(({ code }) => code), value: () => use!.system!.potential([[position]]) };
}

const MEV = 1.602176634e-13;
const inMeV = (V: string) => potential('nuclear', V, 1);
const inJoule = (V: string) => potential('SI', V, 1e-15);

async function expectOneValue(V: string): Promise<void> {
  const [nuclear, si] = [await inMeV(V), await inJoule(V)];
  expect(si.errors, V).toEqual(nuclear.errors);
  if (nuclear.errors.length > 0) return;
  const [a, b] = [nuclear.value(), si.value() / MEV];
  if (Number.isFinite(a) && Number.isFinite(b))
    expect(Math.abs(b - a), V).toBeLessThanOrEqual(1e-8 * Math.max(Math.abs(a), 1e-3));
}

describe('dimensions', () => {
  it('find no fault with formulas that are built like with like, which mean the same in all systems', async () => {
    const { energy } = fc.letrec<{ energy: string; length: string; number: string }>((tie) => ({
      energy: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('V0', 'W', 'ħ^2/(2*m*a^2)'),
        fc.tuple(tie('energy'), fc.constantFrom('+', '-'), tie('energy')).map((parts) => `(${parts.join(' ')})`),
        fc.tuple(tie('energy'), tie('number')).map((parts) => parts.join(' * ')),
        tie('energy').map((E) => `sqrt((${E})^2)`),
        fc.tuple(tie('energy'), tie('length'), tie('length')).map(([E, l, k]) => `${E} * ${l} / (${k} + 2*a)`),
        fc
          .tuple(tie('energy'), tie('length'), tie('energy'))
          .map(([E, l, F]) => `{ ${E} if ${l} < a, ${F} otherwise }`),
      ),
      length: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'b', '|r|', 'r.x'),
        fc.tuple(tie('length'), fc.constantFrom('+', '-'), tie('length')).map((parts) => `(${parts.join(' ')})`),
        tie('length').map((l) => `((${l})^4)^(1/4)`),
      ),
      number: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('2', '1/3', 'π'),
        tie('number').map((n) => `exp(-(${n})^2)`),
        fc.tuple(tie('length'), tie('length')).map(([l, k]) => `(${l})/(|${k}| + a)`),
        fc.tuple(tie('energy'), tie('energy')).map(([E, F]) => `(${E})/(|${F}| + W)`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(energy, async (V) => {
        expect((await inMeV(V)).errors, V).toEqual([]);
        await expectOneValue(V);
      }),
      { numRuns: 40 },
    );
  });

  it('find the same faults in both systems, and none where there is one value', async () => {
    const { formula } = fc.letrec<{ formula: string }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', 'V0', 'W', '|r|', 'r.x', 'W*|r|/a'),
        fc
          .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
          .map((parts) => `(${parts.join(' ')})`),
        tie('formula').map((f) => `2*${f}`),
        tie('formula').map((f) => `(${f})^2`),
        tie('formula').map((f) => `exp(-(${f})^2)`),
        tie('formula').map((f) => `(${f})^(1/2)`),
      ),
    }));
    await fc.assert(fc.asyncProperty(formula, expectOneValue), { numRuns: 40 });
  });
});
