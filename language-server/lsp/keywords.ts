/** The words of the language: what they begin, and what to insert for the whole construct. */
export interface Keyword {
  readonly documentation: string;
  /** Snippet in the notation of the Language Server Protocol. */
  readonly snippet?: string;
}

export const KEYWORDS: Readonly<Record<string, Keyword>> = {
  units: {
    documentation: 'What the numbers of this file mean: `units oscillator` sets ħ = m = ω = 1.',
    snippet: 'units oscillator',
  },
  hamiltonian: {
    documentation: 'A quantum system: its particle, its space, and H as an operator expression.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'hamiltonian ${1:Name}(${2:D = 3}) {\n\tparticle r in R^D\n\tH = -1/2 * ∇²[r] + ${3:1/2 * |r|^2}\n}',
  },
  particle: {
    documentation: 'The particle and the name of its coordinates: `particle r in R^3`.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'particle ${1:r} in R^${2:3}',
  },
  ansatz: {
    documentation: 'A wave function as a formula with networks in it.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'ansatz ${1:Name} {\n\tN = mlp { hidden = [32, 32] }\n\tpsi = N(r) * ${2:exp(-|r|^2 / 2)}\n}',
  },
  schedule: {
    documentation: 'How training goes: a sampler, phases one after the other, and the measurement at the end.',
    snippet:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
      'schedule ${1:Name} {\n\tsampler metropolis { walkers = ${2:1024} }\n\tphase main { optimizer adam; steps = ${3:1000} }\n}',
  },
  sampler: { documentation: 'How configurations are drawn from |ψ|².' },
  phase: {
    documentation: 'A stretch of training with one objective and one optimizer.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'phase ${1:main} { optimizer ${2:adam}; steps = ${3:1000} }',
  },
  optimizer: { documentation: 'What turns gradients into steps.' },
  evaluate: {
    documentation: 'The measurement at the end, with frozen parameters: this is where error bars come from.',
  },
  train: {
    documentation: 'Binds a Hamiltonian, an ansatz and a schedule; the lens above it starts the run.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'train ${1:Name} = ${2:Hamiltonian} with ${3:Ansatz} using ${4:Schedule}',
  },
  with: { documentation: 'The ansatz of a train.' },
  using: { documentation: 'The schedule of a train.' },
  expect: {
    documentation: 'A promise about the result, checked after the run: pass, fail or undecided.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: snippet placeholders
    snippet: 'expect energy = ${1:1.5} within ${2:1%}',
  },
  within: { documentation: 'How close the estimate must be: a number, or a percentage of the expected value.' },
  matches: { documentation: '`matches exact`: as the exact levels that are known for this Hamiltonian.' },
  exact: { documentation: 'The exact levels that are known for this Hamiltonian.' },
  in: { documentation: 'After `particle r`: the space. After `expect energy`: an interval.' },
  sum: { documentation: '`sum(d) r[d]^4`: the sum over all components that d counts, of the product to its right.' },
  laplacian: { documentation: '`∇²[r]`: the sum of all second derivatives. −½∇² is the kinetic energy for ħ = m = 1.' },
};
