import type { Case } from './diagnostic-cases.ts';
import { file } from './marked.ts';

/** A file about so many particles or sites; what it trains is of no matter here. */
const system = (body: string, parameters = '') =>
  ['units oscillator', `hamiltonian Many${parameters} { ${body} }`].join('\n');
const FERMIONS = 'particles x: 3 fermions in R^1';
const KINETIC = 'sum(i) -1/2 * ∇²[i]';
const trap = (rest: string, particles = FERMIONS) => system(`${particles}; H = ${KINETIC} + ${rest}`);

/** Sums over particles, pairs and bonds, operators, and formulas with a name. */
export const MANY_CASES: Case[] = [
  {
    code: 'QH0415',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(«i») -1/2 * ∇²[i] + sum(i, j) |e[i] - h[j]|',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i, j) |e[i] - h[j]|',
    ),
    hint: 'sum(i in x)',
  },
  {
    code: 'QH0416',
    bad: trap('sum(<«i»,j>) |x[i] - x[j]|'),
    good: trap('sum(i<j) |x[i] - x[j]|'),
    hint: 'lattice chain',
  },
  {
    code: 'QH0417',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i < «j») |e[i] - h[j]|',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) -1/2 * ∇²[i] + sum(k in h) -1/2 * ∇²[k] + sum(i, j) |e[i] - h[j]|',
    ),
    hint: 'sum(i, j)',
  },
  { code: 'QH0418', bad: trap('x[«x[1]»]^2'), good: trap('x[1]^2'), message: 'counted by' },
  {
    code: 'QH0419',
    bad: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) (-1/2 * ∇²[i] + h[«i»]^2) + sum(k in h) -1/2 * ∇²[k]',
    ),
    good: system(
      'particles e: 2 fermions in R^1; particles h: 2 fermions in R^1; H = sum(i in e) (-1/2 * ∇²[i] + e[i]^2) + sum(k in h) -1/2 * ∇²[k]',
    ),
    related: 'counted here',
  },
  {
    code: 'QH0420',
    bad: trap('sum(j) «σz[j]»'),
    good: trap('sum(j) σz[j]', 'particles x: 3 fermions in R^1 { spin }'),
    message: 'acts on spin',
  },
  {
    code: 'QH0420',
    bad: system('lattice chain(4) open of spins 1/2; H = sum(i) «p[i]^2»'.replace('«p[i]^2»', '«p[i]»^2')),
    good: system('lattice chain(4) open of spins 1/2; H = sum(i) σz[i]'),
    message: 'do not move',
  },
  {
    code: 'QH0421',
    bad: trap('sum(i) «{ 5 if |x[i]| < 1 }»'.replaceAll('(i)', '(j)').replaceAll('[i]', '[j]')),
    good: trap('sum(j) { 5 if |x[j]| < 1, 0 otherwise }'),
    hint: '0 otherwise',
  },
  {
    code: 'QH0422',
    bad: trap('sum(j) { 0 otherwise, «5 if |x[j]| < 1» }'),
    good: trap('sum(j) { 5 if |x[j]| < 1, 0 otherwise }'),
    related: 'everywhere else',
  },
  {
    code: 'QH0423',
    bad: `potential V(r; a = 1) = exp(-r/a)\n${file({ hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] + «V(r)» }' })}`,
    good: `potential V(r; a = 1) = exp(-r/a)\n${file({ hamiltonian: 'hamiltonian Trap { particle r in R^3; H = -1/2 * ∇²[r] + V(|r|) }' })}`,
    hint: 'distances',
    related: 'defined here',
  },
];
