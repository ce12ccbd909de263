import { type Phrase, say } from '@qham/grammar';

/** The words of the language: what they mean, and what to insert for the whole construct. */
export interface Keyword {
  readonly documentation: Phrase;
  /** Snippet in the notation of the Language Server Protocol; its text is a program that is right. */
  readonly snippet?: string;
}

const said = (documentation: Phrase, ...lines: string[]): Keyword =>
  lines.length === 0 ? { documentation } : { documentation, snippet: lines.join('\n') };

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: the placeholders of snippets look like that */
const STATEMENTS: Readonly<Record<string, Keyword>> = {
  units: said(
    say('What the numbers of this file mean: `units oscillator` sets ħ = m = ω = 1.'),
    'units ${1:oscillator}',
  ),
  import: said(say`Uses the names of another file: a path from the folder of this one.`, 'import "${1:other.qham}"'),
  param: said(say`A number for the whole file; a sweep can vary it.`, 'param ${1:name} = ${2:1}'),
  potential: said(
    say('A formula of coordinates with a name. In an `inverse`: the potential that is sought.'),
    'potential ${1:V}(${2:s}; ${3:V0 = 1}) = ${4:V0 * exp(-s^2)}',
  ),
  wavefunction: said(
    say`A wave function that is known, as a formula of its coordinates.`,
    'wavefunction ${1:Known}(${2:r} in R^${3:3}) = ${4:exp(-|r|)}',
  ),
  hamiltonian: said(
    say`A quantum system: its particles, their space, and H as an operator expression.`,
    'hamiltonian ${1:System}(${2:D = 3}) {',
    '\tparticle r in R^D',
    '\tH = -1/2 * ∇²[r] + ${3:1/2 * |r|^2}',
    '}',
  ),
  ansatz: said(
    say`A wave function as a formula with networks in it.`,
    'ansatz ${1:Wave} {',
    '\tN = mlp { hidden = [32, 32] }',
    '\tpsi = N(r) * ${2:exp(-|r|^2 / 2)}',
    '}',
  ),
  schedule: said(
    say`How training goes: a sampler, phases one after the other, and the measurement at the end.`,
    'schedule ${1:Descent} {',
    '\tsampler metropolis { walkers = ${2:1024} }',
    '\tphase main { optimizer adam; steps = ${3:1000} }',
    '\tevaluate { samples = ${4:200} }',
    '}',
  ),
  train: said(
    say`Binds a Hamiltonian, an ansatz and a schedule; the lens above it starts the run.`,
    'train ${1:Ground} = ${2:System} with ${3:Wave} using ${4:Descent}',
  ),
  sweep: said(
    say`The same train at many values of one parameter.`,
    'sweep ${1:Curve} = ${2:Ground} over ${3:D} in [${4:1, 2, 3}]',
  ),
  inverse: said(
    say`Which potential has this state? The unknown is a potential instead of a wave function.`,
    'inverse ${1:Sought} {',
    '\tstate = ${2:Known}',
    '\tpotential ${3:U} = mlp { hidden = [64, 64] }',
    '\tanchor ${3:U}([${4:1, 0, 0}]) = ${5:0}',
    '}',
  ),
};

const SYSTEMS: Readonly<Record<string, Keyword>> = {
  particle: said(say`One particle and the name of its coordinates.`, 'particle ${1:r} in R^${2:3}'),
  particles: said(
    say`Particles of one kind, their number and their space: the kind says how ψ behaves when two of them change places.`,
    'particles ${1:x}: ${2:4} ${3:fermions} in R^${4:1}',
  ),
  nuclei: said(say`Nuclei that stand still, by element or by charge.`, 'nuclei { ${1:He} at [${2:0, 0, 0}] }'),
  lattice: said(
    say`Sites in a regular arrangement, with a spin on each.`,
    'lattice ${1:chain}(${2:20}) ${3:periodic} of spins ${4:1/2}',
  ),
  at: said(say`The place of a nucleus.`),
  of: said(say('`lattice chain(20) open of spins 1/2`: what sits on the sites.')),
  spins: said(say('The spin on each site of a lattice: `spins 1/2`.')),
};

const SCHEDULES: Readonly<Record<string, Keyword>> = {
  sampler: said(
    say`How configurations are drawn from |ψ|².`,
    'sampler ${1:metropolis} { walkers = ${2:1024}; sweeps = ${3:10} }',
  ),
  phase: said(
    say`A stretch of training with one objective and one optimizer.`,
    'phase ${1:main} { optimizer ${2:adam}; steps = ${3:1000} }',
  ),
  optimizer: said(say`What turns gradients into steps.`, 'optimizer ${1:adam} { learning_rate = ${2:1e-3} }'),
  reweight: said(
    say`Walkers are used for more than one step, with weights for how far ψ has moved since.`,
    'reweight { most = ${1:100} }',
  ),
  stop: said(say`When a phase ends before its last step.`, 'stop when ${1:converged} { window = ${2:1000} }'),
  when: said(say('`stop when converged`: the rule by which a phase ends.')),
  freeze: said(say`Keeps the parameters of a block as they are.`, 'freeze ${1:block}'),
  evaluate: said(
    say`The measurement at the end, with frozen parameters: this is where error bars come from.`,
    'evaluate { samples = ${1:200} }',
  ),
};

const TRAINS: Readonly<Record<string, Keyword>> = {
  with: said(say('The ansatz of a train. After `compare U`: what it is compared with.')),
  using: said(say('The schedule of a train, or of an inverse. After `compare`: how many points.')),
  start: said(say`Begins with the wave function that another train has learned.`, 'start from ${1:Ground}'),
  from: said(say('`start from`: the train whose wave function this one begins with.')),
  observe: said(
    say`What is measured besides the energy.`,
    'observe density(${1:x}, bins = ${2:100}, range = ${3:-5..5})',
  ),
  expect: said(
    say`A promise about the result, checked after the run: pass, fail or undecided.`,
    'expect energy = ${1:1.5} within ${2:1%}',
  ),
  within: said(say`How close the estimate must be: a number, or a percentage of the expected value.`),
  matches: said(say('`matches exact`: as the exact levels that are known for this Hamiltonian.'), 'matches exact'),
  exact: said(say`The exact levels that are known for this Hamiltonian.`),
  over: said(say`The parameter that a sweep varies.`),
  anchor: said(
    say`The value of the unknown potential at one place: only differences are seen.`,
    'anchor ${1:U}([${2:1, 0, 0}]) = ${3:0}',
  ),
  compare: said(
    say`The distance between the potential that was found and one that is known.`,
    'compare ${1:U} with ${2:-1/|r|} on cube(${3:-5..5}) using ${4:1000} points',
  ),
  on: said(say('Where two potentials are compared: `cube(-5..5)`, `ball(5)`.')),
  points: said(say('`using 1000 points`: at how many places two potentials are compared.')),
};

/** What is inserted for a word where it begins something else than usual, by the rule of the grammar. */
const SNIPPETS_IN: Readonly<Record<string, string>> = {
  UnknownPotential: 'potential ${1:U} = mlp { hidden = [64, 64] }',
};
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: the placeholders of snippets look like that */

const FORMULAS: Readonly<Record<string, Keyword>> = {
  in: said(say('After `particle r`: the space. After `expect energy`: an interval. In a sum: what the index counts.')),
  sum: said(say('`sum(d) r[d]^4`: the sum over all components that d counts, of the product to its right.')),
  laplacian: said(say('`∇²[r]`: the sum of all second derivatives. −½∇² is the kinetic energy for ħ = m = 1.')),
  step: said(say('`0..4 step 0.5`: the distance between two values.')),
  if: said(say('`{ -V0 if |x| < a, 0 otherwise }`: where this case holds.')),
  and: said(say('`0 < x and x < a`: both conditions hold.')),
  otherwise: said(say`The last case of a formula by cases: everywhere else.`),
};

export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  ...STATEMENTS,
  ...SYSTEMS,
  ...SCHEDULES,
  ...TRAINS,
  ...FORMULAS,
};

/** What there is to say of a word, and to insert for it, in a rule of the grammar. */
export function keywordIn(word: string, rule: string | undefined): Keyword | undefined {
  const known = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
  return known && rule !== undefined && Object.hasOwn(SNIPPETS_IN, rule)
    ? { ...known, snippet: SNIPPETS_IN[rule]! }
    : known;
}
