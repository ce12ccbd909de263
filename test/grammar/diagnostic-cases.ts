import { file, withBody, withH, withMlp, withPsi, withSchedule, withTrain } from './marked.ts';

/** A code, a text that has it at «the place», and a near text that has not. `related` is what the other place says. */
export interface Case {
  code: string;
  bad: string;
  good: string;
  message?: string;
  hint?: string;
  related?: string;
}

const KINETIC = 'particle r in R^D; H = -1/2 * ∇²[r]';
const PSI = 'N = mlp { }; psi = N(r) * exp(-|r|^2 / 2)';
const PENALTY = (objective: string, states: number | string) =>
  file({
    schedule: `schedule Plain { phase main { objective = ${objective}; steps = 10 } }`,
    train: `train Ground = Trap with Net using Plain { states = ${states} }`,
  });
const H = (rest: string, parameters?: string) => withH(`${KINETIC} + ${rest}`, parameters);

/** a1 = a0 * a0; a2 = a1 * a1; … */
const DOUBLED = (n: number) => Array.from({ length: n }, (_, i) => `a${i + 1} = a${i} * a${i}`).join('; ');

export const CASES: Case[] = [
  // Syntax
  { code: 'QH0001', bad: H('1/2 «×» |r|^2'), good: H('1/2 * |r|^2'), hint: 'write * or ·' },
  { code: 'QH0001', bad: H('«√»(2) * |r|'), good: H('sqrt(2) * |r|'), hint: 'write sqrt(x)' },
  { code: 'QH0002', bad: H('2 «r»[1]^2'), good: H('2 * r[1]^2'), message: 'side by side', hint: '2 * r' },
  { code: 'QH0002', bad: H('|r| «*»* 2'), good: H('|r|^2'), message: '‘**’', hint: 'r^2' },
  {
    code: 'QH0002',
    bad: 'units oscillator\n«hamiltonain» A { }',
    good: file(),
    message: 'does not begin a statement',
    hint: '‘hamiltonian’',
  },
  {
    code: 'QH0002',
    bad: 'units oscillator\nansatz Net { N = mlp { «}»',
    good: file(),
    message: 'before ‘{’ is closed',
    related: 'opened here',
  },
  { code: 'QH0002', bad: H('(1 + |r|«]»'), good: H('(1 + |r|)'), message: 'does not close', related: 'opened here' },
  {
    code: 'QH0002',
    bad: withBody('expect energy =«=» 1.5'),
    message: '‘==’',
    good: withBody('expect energy = 1.5 within 1%'),
  },
  { code: 'QH0002', bad: H('|r| «*»\n}'), good: H('|r|') },
  {
    code: 'QH0003',
    bad: withMlp('hidden = [8] «activation = sin»'),
    good: withMlp('hidden = [8]\n activation = sin'),
    related: 'statement before',
  },
  {
    code: 'QH0005',
    bad: withH(`particle r in R^3; a0 = |r|; ${DOUBLED(20).replace('a12 =', '«a12» =')}; H = -∇²[r] + a20`),
    good: withH(`particle r in R^3; a0 = |r|; ${DOUBLED(5)}; H = -∇²[r] + a5`),
    message: 'definitions are put in',
  },
  { code: 'QH0006', bad: `«u»nits oscillator ${' '.repeat(1_000_000)}`, good: `units oscillator ${' '.repeat(1000)}` },
  {
    code: 'QH0004',
    bad: `«u»nits oscillator\nhamiltonian A { H = ${'('.repeat(20_000)}1${')'.repeat(20_000)} }`,
    good: `units oscillator\nhamiltonian A { H = ${'('.repeat(20)}1${')'.repeat(20)} }`,
  },
  {
    code: 'QH0004',
    bad: `«u»nits oscillator\nhamiltonian A { H = ${'1 + '.repeat(20_000)}1 }`,
    good: `units oscillator\nhamiltonian A { H = ${'1 + '.repeat(500)}1 }`,
  },
  // Names
  {
    code: 'QH0101',
    bad: H('1/2 * omga^2 * |r|^2'.replace('omga', '«omga»'), '(D = 3, omega = 1)'),
    good: H('1/2 * omega^2 * |r|^2', '(D = 3, omega = 1)'),
    hint: '‘omega’',
  },
  { code: 'QH0101', bad: H('«ln»(1 + |r|)'), good: H('log(1 + |r|)'), message: 'no function', hint: '‘log’' },
  { code: 'QH0101', bad: withMlp('activation = «relu»'), good: withMlp('activation = softplus'), hint: '‘softplus’' },
  {
    code: 'QH0101',
    bad: withTrain('«Trpa» with Net using Plain'),
    good: file(),
    message: 'no Hamiltonian',
    hint: '‘Trap’',
  },
  { code: 'QH0101', bad: withTrain('Trap with «Nte» using Plain'), good: file(), message: 'no ansatz', hint: '‘Net’' },
  {
    code: 'QH0101',
    bad: withTrain('Trap with Net using «Palin»'),
    good: file(),
    message: 'no schedule',
    hint: '‘Plain’',
  },
  {
    code: 'QH0101',
    bad: withSchedule('sampler «gibbs»; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis; phase main { steps = 10 }'),
    message: 'no sampler',
    hint: 'metropolis',
  },
  {
    code: 'QH0101',
    bad: withSchedule('phase main { optimizer «adma»; steps = 10 }'),
    good: withSchedule('phase main { optimizer adam; steps = 10 }'),
    hint: '‘adam’',
  },
  {
    code: 'QH0101',
    bad: withPsi('N = «mpl» { }; psi = N(r)'),
    good: withPsi('N = mlp { }; psi = N(r)'),
    hint: '‘mlp’',
  },
  { code: 'QH0101', bad: withPsi('N = mlp { }; psi = N(«x»)'), good: withPsi('N = mlp { }; psi = N(r)') },
  {
    code: 'QH0101',
    bad: withH('particle r in R^3; H = -1/2 * ∇²[«x»]', ''),
    good: withH('particle r in R^3; H = -1/2 * ∇²[r]', ''),
    message: 'no particle',
    hint: 'r',
  },
  { code: 'QH0102', bad: H('V; V = |r|^2; «V» = |r|'), good: H('V; V = |r|^2'), related: 'first declared here' },
  {
    code: 'QH0102',
    bad: H('k * |r|^2', '(D = 3, k = 1, «k» = 2)'),
    good: H('k * |r|^2', '(D = 3, k = 1)'),
    related: 'first declared here',
  },
  {
    code: 'QH0102',
    bad: withPsi('N = mlp { }; psi = N(r); «ψ» = N(r)'),
    good: withPsi('N = mlp { }; ψ = N(r)'),
    related: 'same name',
  },
  {
    code: 'QH0102',
    bad: `${file()}\nschedule «Plain» { phase main { steps = 1 } }`,
    good: file(),
    related: 'first declared here',
  },
  {
    code: 'QH0102',
    bad: withSchedule('phase a { steps = 1 }; phase «a» { steps = 1 }'),
    good: withSchedule('phase a { steps = 1 }; phase b { steps = 1 }'),
  },
  {
    code: 'QH0103',
    bad: H('|r|^2', '(D = 3, «k» = 1)'),
    good: H('k * |r|^2', '(D = 3, k = 1)'),
    message: 'H does not depend on it',
  },
  { code: 'QH0103', bad: H('|r|^2; «V» = |r|'), good: H('V; V = |r|'), message: 'the definition ‘V’' },
  {
    code: 'QH0103',
    bad: withPsi('N = mlp { }; «M» = mlp { }; psi = N(r)'),
    good: withPsi('N = mlp { }; M = mlp { }; psi = N(r) * M(r)'),
    message: 'the network ‘M’',
  },
  {
    code: 'QH0103',
    bad: `${file()}\nschedule «Other» { phase main { steps = 1 } }`,
    good: file(),
    message: 'no train uses it',
  },
  {
    code: 'QH0104',
    bad: H('a; «a» = b * |r|; b = a'),
    good: H('a; a = b * |r|; b = 2'),
    message: 'a → b → a',
    related: '‘b’ takes part',
  },
  {
    code: 'QH0104',
    bad: H('a * b * |r|', '(D = 3, «a» = b, b = a)'),
    good: H('a * b * |r|', '(D = 3, a = b, b = 2)'),
    message: 'a → b → a',
  },
  {
    code: 'QH0105',
    bad: H('pi * |r|', '(D = 3, «pi» = 3)'),
    good: H('p * |r|', '(D = 3, p = 3)'),
    message: 'constant',
  },
  { code: 'QH0105', bad: H('sum(«exp») r[exp]^2'), good: H('sum(d) r[d]^2'), message: 'function' },
  {
    code: 'QH0102',
    bad: H('sum(«D») r[D]^2'),
    good: H('sum(d) r[d]^2'),
    related: 'first declared here',
  },
  {
    code: 'QH0102',
    bad: H('sum(d) r[d] * sum(«d») r[d]'),
    good: H('sum(d) r[d] * sum(e) r[e]'),
    related: 'first declared here',
  },
  {
    code: 'QH0105',
    bad: withPsi('N = mlp { }; «r» = 2; psi = N(r, 1)'),
    good: withPsi('N = mlp { }; s = 2; psi = N(r, s)'),
    message: 'no longer the particle',
  },
  // Units
  {
    code: 'QH0201',
    bad: file({ units: '', hamiltonian: 'hamiltonian «Trap» { particle r in R^3; H = -1/2 * ∇²[r] }' }),
    good: file(),
    hint: 'units oscillator',
  },
  { code: 'QH0202', bad: file({ units: 'units «oscilator»' }), good: file(), hint: '‘oscillator’' },
  { code: 'QH0202', bad: file({ units: 'units «cgs»' }), good: file(), hint: 'there is oscillator' },
  {
    code: 'QH0203',
    bad: file({ units: 'units oscillator\n«units oscillator»' }),
    good: file(),
    related: 'first given',
  },
  // Arguments
  { code: 'QH0301', bad: H('«exp(r[1], 2)»'), good: H('exp(r[1])'), message: '1 argument, not 2' },
  { code: 'QH0301', bad: H('«dot(r)»'), good: H('dot(r, r)'), message: '2 arguments, not 1', hint: 'dot(a, b)' },
  { code: 'QH0301', bad: withMlp('init = «normal»'), good: withMlp('init = normal(0.1)'), hint: 'normal(std)' },
  {
    code: 'QH0302',
    bad: file({
      hamiltonian: 'hamiltonian Trap(k) { particle r in R; H = -1/2 * ∇²[r] + k * r^2 }',
      train: 'train Ground = «Trap» with Net using Plain',
    }),
    good: file({
      hamiltonian: 'hamiltonian Trap(k) { particle r in R; H = -1/2 * ∇²[r] + k * r^2 }',
      train: 'train Ground = Trap(k = 1) with Net using Plain',
    }),
    related: 'declared here',
  },
  {
    code: 'QH0303',
    bad: withTrain('Trap(«d» = 3) with Net using Plain'),
    good: withTrain('Trap(D = 3) with Net using Plain'),
    hint: '‘D’',
  },
  {
    code: 'QH0304',
    bad: withTrain('Trap(D = 3, «D = 4») with Net using Plain'),
    good: withTrain('Trap(D = 4) with Net using Plain'),
  },
  {
    code: 'QH0305',
    bad: withTrain('Trap(«3») with Net using Plain'),
    good: withTrain('Trap(D = 3) with Net using Plain'),
    hint: 'Trap(D = …)',
    related: 'declared here',
  },
  {
    code: 'QH0306',
    bad: withMlp('init = normal(«sigma» = 0.1)'),
    good: withMlp('init = normal(std = 0.1)'),
    hint: 'normal(std)',
  },
  { code: 'QH0306', bad: H('exp(«x» = r[1])'), good: H('exp(r[1])') },
  // Kinds
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
  // Hamiltonians
  {
    code: 'QH0501',
    bad: file({ hamiltonian: 'hamiltonian «Trap» { particle r in R^3; T = -1/2 * ∇²[r] }' }),
    good: file(),
    hint: 'add H',
  },
  { code: 'QH0502', bad: withH('particle r in R^D; «H» = 1/2 * |r|^2'), good: withH(KINETIC), hint: '-1/2 * ∇²[r]' },
  {
    code: 'QH0503',
    bad: withH('particle r in R^D; H = 1/2 * «∇²[r]»'),
    good: withH(KINETIC),
    message: '0.5',
    hint: 'mass m',
  },
  {
    code: 'QH0503',
    bad: withH('particle r in R^D; H = 1/(2*m) * «∇²[r]»', '(D = 3, m = 1)'),
    good: withH('particle r in R^D; H = 1/(2*m) * ∇²[r]', '(D = 3, m = -1)'),
  },
  { code: 'QH0503', bad: withH('particle r in R^D; H = 0 * «∇²[r]»'), good: withH(KINETIC), message: 'infinite' },
  {
    code: 'QH0504',
    bad: withH('particle r in R^D; H = «-|r| * ∇²[r]»'),
    good: withH(KINETIC),
    message: 'depends on the position',
  },
  {
    code: 'QH0505',
    bad: file({ hamiltonian: 'hamiltonian «Trap» { H = 1 }', ansatz: 'ansatz Net { N = mlp { }; psi = N(1) }' }),
    good: file(),
  },
  {
    code: 'QH0507',
    bad: withH('particle r in R^«2.5»; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in R^2; H = -1/2 * ∇²[r]', ''),
    message: '2.5 dimensions',
  },
  {
    code: 'QH0507',
    bad: withH('particle r in R«⁻¹»; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in ℝ³; H = -1/2 * ∇²[r]', ''),
  },
  {
    code: 'QH0508',
    bad: withH('particle r in «C»^3; H = -1/2 * ∇²[r]', ''),
    good: withH('particle r in ℝ^3; H = -1/2 * ∇²[r]', ''),
    hint: 'R^3',
  },
  { code: 'QH0509', bad: withH('particle r in R^D; H = «r»'), good: withH(KINETIC), message: 'this is a vector' },
  // Ansätze
  { code: 'QH0601', bad: file({ ansatz: 'ansatz «Net» { N = mlp { }; phi = N(r) }' }), good: file(), hint: 'psi' },
  { code: 'QH0602', bad: withPsi('«psi» = exp(-|r|^2)'), good: withPsi(PSI), message: 'nothing to train' },
  { code: 'QH0603', bad: withPsi('N = mlp { }; psi = «N(r) * r»'), good: withPsi(PSI), message: 'a vector' },
  {
    code: 'QH0604',
    bad: `${withTrain('Trap with «Net» using Plain')}\nhamiltonian Other { particle x in R^3; H = -1/2 * ∇²[x] }`.replace(
      'N(r) * exp(-|r|^2 / 2)',
      'N(x)',
    ),
    good: file(),
    hint: '‘r’',
    related: 'uses ‘x’ here',
  },
  {
    code: 'QH0605',
    bad: withPsi('N = mlp { }; psi = N(r) + «N(r, |r|)»'),
    good: withPsi('N = mlp { }; M = mlp { }; psi = N(r) + M(r, |r|)'),
    message: '4 inputs here and 3 elsewhere',
    related: '3 here',
  },
  {
    code: 'QH0606',
    bad: withPsi('N = mlp { }; M = mlp { }; psi = M(«N(r)»)'),
    good: withPsi('N = mlp { }; M = mlp { }; psi = M(r) * N(r)'),
    message: 'another network',
  },
  { code: 'QH0607', bad: withPsi('psi = «mlp { }» * exp(-|r|^2)'), good: withPsi(PSI), hint: 'N = mlp' },
  {
    code: 'QH0608',
    bad: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
hamiltonian Space { particle x in R^3; H = -1/2 * ∇²[x] + |x|^4 }
ansatz Net { N = mlp { }; psi = N(x) * exp(-x^4) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain
train B = Space with «Net» using Plain`,
    good: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = N(x) * exp(-x^4) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    related: 'uses it here',
  },
  {
    code: 'QH0609',
    bad: withPsi('N = mlp { }; psi = «N(1)»'),
    good: withPsi('N = mlp { }; psi = N(r)'),
    hint: 'N(r)',
  },
  {
    code: 'QH0610',
    bad: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = «exp(N(x) - |x|)» }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    good: `units oscillator
hamiltonian Line { particle x in R; H = -1/2 * ∇²[x] + x^4 }
ansatz Net { N = mlp { }; psi = exp(N(x) - |x|^2) }
schedule Plain { phase main { steps = 10 } }
train A = Line with Net using Plain`,
    hint: 'sqrt',
  },
  {
    code: 'QH0610',
    bad: withPsi('N = mlp { }; psi = «N(r) * exp(-|r| - |r.x|)»'),
    good: withPsi('N = mlp { }; psi = N(r) * exp(-|r|)'),
    message: 'on a plane',
  },
  // Settings
  { code: 'QH0701', bad: withMlp('«hiden» = [8]'), good: withMlp('hidden = [8]'), hint: '‘hidden’' },
  {
    code: 'QH0701',
    bad: withSchedule('phase main { steps = 10; «walkers» = 5 }'),
    good: withSchedule('sampler metropolis { walkers = 5 }; phase main { steps = 10 }'),
    hint: 'belongs to sampler metropolis',
  },
  {
    code: 'QH0701',
    bad: withSchedule('phase main { optimizer adam { «weight_decay» = 0.1 }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adamw { weight_decay = 0.1 }; steps = 10 }'),
    hint: 'belongs to optimizer adamw',
  },
  {
    code: 'QH0701',
    bad: withSchedule('«steps» = 10; phase main { steps = 10 }'),
    good: withSchedule('phase main { steps = 10 }'),
    hint: 'a phase',
  },
  { code: 'QH0701', bad: withBody('«constructor» = 1'), good: withBody('seed = 1'), hint: 'sizes and seed' },
  {
    code: 'QH0702',
    bad: withMlp('hidden = [8]; «hidden» = [9]'),
    good: withMlp('hidden = [8]'),
    related: 'first set here',
  },
  { code: 'QH0703', bad: withMlp('hidden = «8»'), good: withMlp('hidden = [8]'), message: 'a list' },
  { code: 'QH0703', bad: withMlp('activation = «1»'), good: withMlp('activation = sin'), message: 'one of sin' },
  {
    code: 'QH0703',
    bad: withSchedule('sampler metropolis { proposal = «2» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { proposal = gaussian(2) }; phase main { steps = 10 }'),
    message: 'uniform(width), gaussian(width)',
  },
  {
    code: 'QH0704',
    bad: withSchedule('sampler metropolis { walkers = «-5» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { walkers = 5 }; phase main { steps = 10 }'),
    message: 'not -5',
  },
  {
    code: 'QH0704',
    bad: withSchedule('sampler metropolis { acceptance = «150%» }; phase main { steps = 10 }'),
    good: withSchedule('sampler metropolis { acceptance = 50% }; phase main { steps = 10 }'),
  },
  { code: 'QH0704', bad: withSchedule('phase main { steps = «1.5» }'), good: withSchedule('phase main { steps = 2 }') },
  { code: 'QH0704', bad: withBody('seed = «-1»'), good: withBody('seed = 0') },
  {
    code: 'QH0704',
    bad: withSchedule('phase main { optimizer adam { learning_rate = «0» }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adam { learning_rate = 1e-9 }; steps = 10 }'),
  },
  {
    code: 'QH0705',
    bad: withSchedule('phase «main» { optimizer adam }'),
    good: withSchedule('phase main { optimizer adam; steps = 10 }'),
    hint: 'steps = 1000',
  },
  {
    code: 'QH0706',
    bad: file({
      schedule: 'schedule Plain { phase main { objective = residual(1) + orthogonality(1); steps = 1 } }',
      train: 'train Ground = Trap with Net using «Plain»',
    }),
    good: PENALTY('residual(1) + orthogonality(1)', 2),
    message: 'one state',
    related: 'objective is set here',
  },
  {
    code: 'QH0707',
    bad: withSchedule('phase main { optimizer adam { learning_rate = «1 - step/5» }; steps = 10 }'),
    good: withSchedule('phase main { optimizer adam { learning_rate = 1 - step/20 }; steps = 10 }'),
    message: '0 at step 5',
  },
  // Schedules
  { code: 'QH0801', bad: file({ schedule: 'schedule «Plain» { }' }), good: file(), hint: 'phase main' },
  {
    code: 'QH0707',
    bad: withSchedule('phase main { optimizer sgd { learning_rate = «step/10» }; steps = 1 }'),
    good: withSchedule('phase main { optimizer sgd { learning_rate = (step + 1)/10 }; steps = 1 }'),
    message: '0 at step 0',
  },
  {
    code: 'QH0802',
    bad: withSchedule('sampler metropolis; «sampler metropolis»; phase main { steps = 1 }'),
    good: withSchedule('sampler metropolis; phase main { steps = 1 }'),
    related: 'first sampler',
  },
  {
    code: 'QH0802',
    bad: withSchedule('phase main { steps = 1; optimizer adam; «optimizer sgd» }'),
    good: withSchedule('phase main { steps = 1; optimizer sgd }'),
    related: 'first optimizer',
  },
  { code: 'QH0803', bad: PENALTY('«2» + energy(1)', 1), good: PENALTY('energy(1)', 1), hint: 'residual(1)' },
  {
    code: 'QH0804',
    bad: PENALTY('energy(1) + «energy(2)»', 1),
    good: PENALTY('energy(3)', 1),
    message: '‘energy’ twice',
  },
  // Trains
  {
    code: 'QH0901',
    bad: PENALTY('energy', '3').replace('states = 3', '«states = 3»'),
    good: PENALTY('residual(1) + orthogonality(1)', 3),
    message: 'one state',
    related: 'objective is set here',
  },
  {
    code: 'QH0902',
    bad: PENALTY('residual(1)', '3').replace('states = 3', '«states = 3»'),
    good: PENALTY('residual(1) + orthogonality(1)', 3),
    hint: 'orthogonality(40)',
  },
  {
    code: 'QH0903',
    bad: withBody('expect energy[«1»] = 2.5 within 1%'),
    good: withBody('expect energy[0] = 1.5 within 1%'),
    message: 'state 0 only',
  },
  {
    code: 'QH0904',
    bad: withBody('expect energy[«0.5»] = 2.5 within 1%'),
    good: withBody('expect energy[0] = 1.5 within 1%'),
    hint: 'energy[0..4]',
  },
  {
    code: 'QH0905',
    bad: withBody('expect energy = «[1.5, 2.5]» within 1%'),
    good: withBody('expect energy = [1.5] within 1%'),
    message: '2 values are expected of 1 state',
  },
  {
    code: 'QH0906',
    bad: withBody('«expect energy = 1.5»'),
    good: withBody('expect energy = 1.5 within 0.01'),
    hint: 'within 1%',
  },
  {
    code: 'QH0907',
    bad: withBody('expect energy in 1.4..1.6 within «1%»'),
    good: withBody('expect energy in 1.4..1.6'),
  },
  {
    code: 'QH0908',
    bad: withBody('expect energy = 1.5 within «-1%»'),
    good: withBody('expect energy = 1.5 within 1%'),
  },
  {
    code: 'QH0909',
    bad: withBody('expect energy in «1.6..1.4»'),
    good: withBody('expect energy in 1.4..1.6'),
    message: 'between 1.6 and 1.4',
  },
  {
    code: 'QH0910',
    bad: withBody('expect energy in «1.5»'),
    good: withBody('expect energy in 1.4..1.6'),
    message: 'an interval',
  },
  {
    code: 'QH0911',
    bad: withBody('expect «enrgy» = 1.5 within 1%'),
    good: withBody('expect energy = 1.5 within 1%'),
    hint: '‘energy’',
  },
  { code: 'QH0912', bad: withBody('expect energy = 0 within «1%»'), good: withBody('expect energy = 0 within 0.01') },
];
