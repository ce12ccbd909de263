/** Programs that train in about a second. */

/** The oscillator on a line. @param change settings of the training, its steps and expectations, the network */
export function oscillator({
  steps = 20,
  learningRate = '0.02',
  body = 'states = 1',
  extra = '',
  hidden = '[8]',
} = {}): string {
  return `units oscillator

hamiltonian Oscillator(D = 1) {
  particle r in R^D
  H = -1/2 * ∇²[r] + 1/2 * |r|^2
}

ansatz Small {
  N = mlp { hidden = ${hidden}; activation = tanh; output = none }
  psi = exp(N(r) - 0.4 * |r|^2)
}

schedule Short {
  sampler metropolis { walkers = 128; sweeps = 3; proposal = uniform(2); start = cube(2) }
  phase main {
    objective = energy
    optimizer adam { learning_rate = ${learningRate} }
    steps = ${steps}
  }
  evaluate { walkers = 128; samples = 20; sweeps = 2 }
}

train Ground = Oscillator with Small using Short { ${body} }
${extra}`;
}
