import { expect, it } from 'vitest';
import { TRAINS_REQUEST, type TrainsResult } from '../../language-server/lsp/trains.ts';
import { connect } from './client.ts';

const TEXT = `units oscillator
hamiltonian Oscillator { particle r in R
  H = -1/2 * ∇²[r] + 1/2 * r^2 }
ansatz Gaussian { psi = exp(-r^2 / 2) }
schedule Quick { phase main { steps = 10 } }
train Ground = Oscillator with Gaussian using Quick {
  expect energy = 0.5   within /* about */ 1%
}
train Other = Oscillator with Gausian using Quick
sweep Curve = Ground over D in [1, 2]
`;

it('names the trains of a document with what they promise, also beside errors', async () => {
  const { client } = await connect();
  const document = await client.open(TEXT);
  const { units, trains, sweeps } = await client.request<TrainsResult>(TRAINS_REQUEST, document);
  expect(units).toBe('oscillator');
  expect(trains.map(({ name, nameRange }) => [name, document.read(nameRange)])).toEqual([
    ['Ground', 'Ground'],
    ['Other', 'Other'],
  ]);
  expect(sweeps.map(({ name, nameRange, train }) => [name, document.read(nameRange), train])).toEqual([
    ['Curve', 'Curve', 'Ground'],
  ]);
  const [ground] = trains;
  expect(ground?.expectations.map(({ text }) => text)).toEqual(['expect energy = 0.5 within 1%']);
  expect(ground?.expectations[0]?.range.start).toEqual(document.at('expect'));
  expect(ground?.phases.map(({ name, range }) => [name, range.start])).toEqual([['main', document.at('phase main')]]);
  expect(ground?.range.start).toEqual(document.at('train Ground'));
  await client.close();
});
