import { afterAll, beforeAll, expect, it } from 'vitest';
import { COSTS_REQUEST, type TrainCost } from '../../language-server/lsp/costs.ts';
import { parseProgram } from '../../runtime/compile/index.ts';
import { estimateCost } from '../../runtime/train/cost.ts';
import { type Client, connect, type Opened } from './client.ts';

let client: Client;
beforeAll(async () => {
  ({ client } = await connect());
});
afterAll(() => client.close());

const FILE = `units oscillator
hamiltonian T(k = 1/2) { particle r in R^3; H = -1/2 * ∇²[r] + k * |r|^2 }
ansatz A { N = mlp { hidden = [8] }; psi = exp(N(r) - |r|^2 / 2) }
schedule S { sampler metropolis { walkers = 512 }; phase main { steps = 100; optimizer adam { learning_rate = 1e-2 } } }
train One = T with A using S
train Two = T with A using S
`;
const costs = (document: Opened, cores: number) => client.request<TrainCost[]>(COSTS_REQUEST, document, { cores });

it('says of each train what `qham explain` says of it', async () => {
  const document = await client.open(FILE);
  const program = await parseProgram(FILE, 'test.qham');
  const expected = ['One', 'Two'].map((name) => {
    const { parameters, seconds, bytes } = estimateCost(program.experiment(name), 2);
    return { name, parameters, seconds, bytes };
  });
  expect(await costs(document, 2)).toEqual(expected);
  const [alone] = await costs(document, 1);
  expect(alone!.seconds).toBeGreaterThan(expected[0]!.seconds);
});

it('says of a sweep what all its points together take', async () => {
  const swept = FILE.replace('(k = 1/2)', '(k = 1/2, D = 3)').replace('R^3', 'R^D');
  const over = (values: string) => `${swept}sweep Curve = One over ${values}\n`;
  const document = await client.open(over('k in [1..5 step 1]'));
  const [one, , curve] = await costs(document, 2);
  const { parameters, bytes, seconds } = one!;
  expect(curve).toMatchObject({ name: 'Curve', points: 5, parameters, bytes });
  expect(curve!.seconds / seconds).toBeCloseTo(5, 6);
  // A parameter may change the work: then the mean of the points counts, and the largest of them must fit the memory.
  const [first, , wide] = await costs(await client.change(document, 2, over('D in [1, 2, 3, 4]')), 2);
  expect(wide!.parameters).toBeGreaterThan(first!.parameters);
  expect(wide!.seconds).not.toBeCloseTo(4 * first!.seconds, 9);
  const none = await costs(await client.change(document, 3, over('k in [1, 1]')), 2);
  expect(none.map(({ name }) => name)).toEqual(['One', 'Two']);
});

it('follows what is typed, and leaves out what cannot be trained', async () => {
  const document = await client.open(FILE);
  const wider = await client.change(document, 2, FILE.replace('[8]', '[16]'));
  expect((await costs(wider, 2))[0]!.parameters).toBe(3 * 16 + 16 + 16 + 1);
  const broken = await client.change(wider, 3, FILE.replace('using S\ntrain Two', 'using Nothing\ntrain Two'));
  expect((await costs(broken, 2)).map(({ name }) => name)).toEqual(['Two']);
});
