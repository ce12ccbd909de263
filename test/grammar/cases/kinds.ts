import { withH, withMlp, withPsi, withSchedule } from '../marked.ts';
import { type Case, H, KINETIC, PSI } from './case.ts';

/** What can be combined with what. */
export const KINDS_CASES: Case[] = [
  {
    code: 'QH0401',
    bad: H('(«r + 1»)'),
    good: H('|r| + 1'),
    message: 'cannot add a vector and a number',
    related: 'this is a vector',
  },
  { code: 'QH0401', bad: H('«r * r»'), good: H('r · r'), hint: 'dot(a, b)' },
  { code: 'QH0401', bad: H('«1 / r»'), good: H('1 / |r|'), hint: '|r|' },
  { code: 'QH0401', bad: H('«r^4»'), good: H('|r|^4'), hint: '|r|^4' },
  { code: 'QH0402', bad: H('«r(2)»[1]'), good: H('2 * r[1]'), message: 'is a coordinate', hint: 'r * (…)' },
  { code: 'QH0402', bad: H('«D(2)»'), good: H('D * 2') },
  { code: 'QH0402', bad: withMlp('activation = «tanh(2)»'), good: withMlp('activation = tanh') },
  { code: 'QH0403', bad: H('«exp» * |r|'), good: H('exp(|r|)'), hint: 'exp(x)' },
  {
    code: 'QH0403',
    bad: withPsi('N = mlp { }; psi = «N» * exp(-|r|^2)'),
    good: withPsi('N = mlp { }; psi = N(r) * exp(-|r|^2)'),
    hint: 'N(r)',
  },
  { code: 'QH0404', bad: H('exp(«r»)'), good: H('exp(|r|)'), message: '‘exp’ acts on numbers, not on a vector' },
  {
    code: 'QH0401',
    bad: withH('particle r in R^2; H = («p[r] + [-r.y, r.x]»)^2/2', ''),
    good: withH('particle r in R^2; H = p[r]^2/2', ''),
    hint: 'vector potentials',
  },
  { code: 'QH0404', bad: H('dot(r, «2»)'), good: H('dot(r, [1, 0, 0])'), message: 'two vectors' },
  { code: 'QH0405', bad: H('(«|r|»)[1]'.replace('(«|r|»)', '«(|r|)»')), good: H('r[1]') },
  { code: 'QH0406', bad: H('r.«w»'), good: H('r.z') },
  { code: 'QH0407', bad: H('sum(d) r[«d + 1»]'), good: H('sum(d) r[d]'), hint: 'r[d]' },
  {
    code: 'QH0408',
    bad: withPsi('N = mlp { }; psi = N(r) * «∇²[r]»'),
    good: withPsi(PSI),
    message: 'no differential operators',
  },
  { code: 'QH0408', bad: withH('particle r in R^D; H = -1/2 * «∇²»'), good: withH(KINETIC), hint: '∇²[r]' },
  { code: 'QH0408', bad: withH('particle r in R^D; H = -1/2 * «∇²[r]^2»'), good: withH(KINETIC), hint: 'linear' },
  {
    code: 'QH0408',
    bad: withH('particle r in R^D; H = -1/2 * ∇²[«D»]'),
    good: withH(KINETIC),
    message: '‘D’ is no particle',
  },
  { code: 'QH0409', bad: H('(«1..2»)'), good: H('1.2') },
  { code: 'QH0410', bad: H('sum(«d») |r|'), good: H('sum(d) r[d]'), hint: 'r[d]' },
  {
    code: 'QH0411',
    bad: withSchedule('phase main { steps = «1..2» }'),
    good: withSchedule('phase main { steps = 2 }'),
  },
  {
    code: 'QH0411',
    bad: H('k * |r|', '(D = 3, k = «sum(d) d»)'.replace('sum(d) d', 'sum(i) i')),
    good: H('k * |r|', '(D = 3, k = 2)'),
  },
  { code: 'QH0412', bad: H('«1/0» * |r|'), good: H('1/2 * |r|') },
  {
    code: 'QH0412',
    bad: H('k * |r|', '(D = 3, k = «sqrt(-1)»)'),
    good: H('k * |r|', '(D = 3, k = sqrt(2))'),
    message: 'not a real number',
  },
  {
    code: 'QH0413',
    bad: H('|«r - [1, 0]»|'),
    good: H('|r - [1, 0, 0]|'),
    message: '3 components does not combine with one of 2',
  },
  { code: 'QH0414', bad: H('r[«4»]'), good: H('r[3]'), message: 'no component 4 of a vector with 3' },
  { code: 'QH0414', bad: H('r[«0»]'), good: H('r[1]'), hint: 'count from 1' },
  {
    code: 'QH0425',
    bad: H('hermite(«1/2», |r|)^2'),
    good: H('hermite(2, |r|)^2'),
    message: 'a whole number from 0 to 20 here, not 0.5',
  },
];
