"""Identical fermions in a trap in JAX: the peer of `npm run bench fermion-step`.

Everything of a training step is one jitted function: Metropolis moves in a fori_loop, the local energy by a forward Laplacian
written out for batches (value, derivatives and Laplacian are stacked, so that each layer is one matrix product; Li et al.,
arXiv:2307.08214), scores by vmap of reverse mode, and SPRING (arXiv:2401.10190) with a Cholesky decomposition from LAPACK.
The network is float32; the Gram matrix and its solution are float64 unless `--gram float32` is asked for.
"""

import time
from functools import partial

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp  # noqa: E402
from jax.flatten_util import ravel_pytree  # noqa: E402
from jax.scipy.linalg import cho_factor, cho_solve  # noqa: E402

from fermions_setup import parameters_of, read_setup, run, say, say_check  # noqa: E402


def orbitals(p, x):
    """log-domain parts of the A x A matrices: values of the orbitals and logarithms of their envelopes, for x [batch, A]."""
    mean = jnp.mean(x, axis=-1, keepdims=True)
    h = jnp.tanh(x[..., None] * p["W1"][0] + (mean[..., None] * p["W1"][1] + p["b1"]))
    own, common = jnp.split(p["W2"], 2)
    shared = jnp.mean(h, axis=-2, keepdims=True) @ common + p["b2"]
    h = jnp.tanh(h @ own + shared) + h
    m = h @ p["WM"] + p["bM"]
    return m, -((x[..., None] * p["We"]) ** 2)


def log_psi(p, x):
    m, e = orbitals(p, x)
    sign, log = jnp.linalg.slogdet(m * jnp.exp(e))
    return sign, log


def local_energy(p, x, system):
    """E_L at x [batch, A]; the stack is [value, d/dx_1 ... d/dx_A, Laplacian] in front of [batch, A, features]."""
    batch, a = x.shape
    mean = jnp.mean(x, axis=-1, keepdims=True)
    # Layer 1: the derivative of z_i by x_k is delta_ik w + v / A for all walkers, and its Laplacian is 0.
    w, v = p["W1"]
    z = x[..., None] * w + (mean[..., None] * v + p["b1"])
    t = jnp.tanh(z)
    d1 = 1 - t * t
    d2 = -2 * t * d1
    dz = jnp.eye(a, dtype=x.dtype)[:, :, None] * w + v / a
    stack = jnp.concatenate([t[None], d1[None] * dz[:, None], (d2 * jnp.sum(dz * dz, axis=0))[None]])
    # Layer 2, with the residual connection.
    own, common = jnp.split(p["W2"], 2)
    z = stack @ own + jnp.mean(stack, axis=-2, keepdims=True) @ common
    t = jnp.tanh(z[0] + p["b2"])
    d1 = 1 - t * t
    first = z[1:-1]
    lap = d1 * z[-1] - 2 * t * d1 * jnp.sum(first * first, axis=0)
    stack = stack + jnp.concatenate([t[None], d1[None] * first, lap[None]])
    # Orbitals times envelopes: with u = ln e, (m e)' = e (m' + m u'), (m e)'' = e (m'' + 2 m' u' + m (u'' + u'^2)).
    m = stack @ p["WM"]
    value, lap = m[0] + p["bM"], m[-1]
    square = p["We"] ** 2
    e = jnp.exp(-square * (x * x)[..., None])
    u1 = -2 * square * x[..., None]
    diagonal = jnp.eye(a, dtype=x.dtype)[:, None, :, None]
    d_phi = e * (m[1:-1] + diagonal * (value * u1))
    own_slope = jnp.moveaxis(jnp.diagonal(m[1:-1], axis1=0, axis2=2), -1, 1)
    lap_phi = e * (lap + 2 * own_slope * u1 + value * (u1 * u1 - 2 * square))
    inverse = jnp.linalg.inv(value * e)
    # tr(inv dphi_k): only sums of products, and one small product for the second derivatives.
    c = jnp.einsum("bij,kbjl->kbil", inverse, d_phi)
    slope = jnp.trace(c, axis1=-2, axis2=-1)
    second = jnp.einsum("bij,bji->b", inverse, lap_phi) - jnp.einsum("kbij,kbji->b", c, c)
    kinetic = -0.5 * (second + jnp.sum(slope * slope, axis=0))
    i, j = jnp.triu_indices(a, 1)
    gap = x[:, i] - x[:, j]
    strength = system["V0"] / (jnp.sqrt(2 * jnp.pi) * system["sigma"])
    pairs = strength * jnp.sum(jnp.exp(-(gap**2) / (2 * system["sigma"] ** 2)), axis=-1)
    return kinetic + 0.5 * jnp.sum(x * x, axis=-1) + pairs.astype(x.dtype)


def scores(p, x):
    """d ln|psi| / d theta, [batch, parameters]."""
    flat, unravel = ravel_pytree(p)

    def one(theta, walker):
        return log_psi(unravel(theta), walker[None])[1][0]

    return jax.vmap(jax.grad(one), in_axes=(None, 0))(flat, x)


def direction(o, energies, previous, damping, momentum, clip, gram_type):
    """phi of SPRING from scores o, local energies and the previous direction. Scores are centred on the small matrix."""
    n = o.shape[0]
    middle = jnp.median(energies)
    reach = clip * jnp.mean(jnp.abs(energies - middle))
    clipped = jnp.clip(energies, middle - reach, middle + reach).astype(gram_type)
    o = o.astype(gram_type)
    gram = o @ o.T / n
    rows = jnp.mean(gram, axis=1)
    gram = gram - rows - rows[:, None] + jnp.mean(rows) + 1 / n
    residuals = clipped - momentum * (o @ previous)
    zeta = (residuals - jnp.mean(residuals)) / jnp.sqrt(n).astype(gram_type)

    def solve(factor):
        return cho_solve(cho_factor(gram + factor * damping * jnp.eye(n, dtype=gram_type), lower=True), zeta)

    x = solve(1)
    x = jax.lax.cond(jnp.all(jnp.isfinite(x)), lambda: x, lambda: solve(10))
    return ((x - jnp.mean(x)) @ o) / jnp.sqrt(n).astype(gram_type) + momentum * previous


def metropolis(key, p, x, width, sweeps):
    batch, a = x.shape
    proposal_key, accept_key = jax.random.split(key)
    moves = jax.random.normal(proposal_key, (sweeps, batch, a), x.dtype) * width
    thresholds = jnp.log(jax.random.uniform(accept_key, (sweeps, batch), x.dtype))

    def move(i, state):
        x, log, accepted = state
        new = x + moves[i]
        new_log = log_psi(p, new)[1]
        accept = thresholds[i] < 2 * (new_log - log)
        return jnp.where(accept[:, None], new, x), jnp.where(accept, new_log, log), accepted + jnp.mean(accept)

    x, _, accepted = jax.lax.fori_loop(0, sweeps, move, (x, log_psi(p, x)[1], jnp.zeros((), jnp.float64)))
    return x, accepted / sweeps


def main():
    options, setup = read_setup()
    system, settings = setup["system"], setup["settings"]
    momentum, clip = settings["momentum"], settings["clip"]

    if options.check:
        p = {name: jnp.asarray(value) for name, value in parameters_of(setup, "float64").items()}
        x = jnp.asarray(setup["walkers"], jnp.float64)
        sign, log = log_psi(p, x)
        energies = local_energy(p, x, system)
        # Leaves are flattened in the order of their names; the setup says in which order it wants them.
        _, unravel = ravel_pytree(p)
        before = jnp.zeros(sum(v.size for v in p.values()))
        phi = unravel(direction(scores(p, x), energies, before, setup["damping"][0], momentum, clip, jnp.float64))
        say_check(log, sign, energies, jnp.concatenate([phi[name].ravel() for name in setup["order"]]))
        return

    p = {name: jnp.asarray(value) for name, value in parameters_of(setup, "float32").items()}
    flat, unravel = ravel_pytree(p)
    gram_type = jnp.dtype(options.gram)

    @partial(jax.jit, donate_argnums=(0,))
    def step(state, damping, norm, rate):
        theta, x, previous, width, key = state
        key, use = jax.random.split(key)
        p = unravel(theta)
        x, acceptance = metropolis(use, p, x, width, settings["sweeps"])
        energies = local_energy(p, x, system)
        phi = direction(scores(p, x), energies, previous, damping, momentum, clip, gram_type)
        length = jnp.linalg.norm(phi)
        theta = (theta - jnp.minimum(rate, jnp.sqrt(norm) / length) * phi).astype(theta.dtype)
        width = (width * jnp.clip(acceptance / settings["acceptance"], 0.5, 1.5)).astype(width.dtype)
        return (theta, x, phi, width, key), jnp.mean(energies), acceptance

    key = jax.random.key(setup["seed"])
    key, first, burn = jax.random.split(key, 3)
    x = jax.random.normal(first, (settings["walkers"], system["A"]), jnp.float32)
    width = jnp.asarray(settings["width"], jnp.float32)
    x, _ = jax.jit(partial(metropolis, sweeps=settings["burn_in"]))(burn, p, x, width)
    state = (flat, x, jnp.zeros(flat.size, gram_type), width, key)
    scalars = [jnp.asarray(setup[name][0]) for name in ("damping", "norm", "rate")]
    jax.block_until_ready(state)
    began = time.perf_counter()
    compiled = step.lower(state, *scalars).compile()
    say(compile_seconds=time.perf_counter() - began)

    def advance(at):
        nonlocal state
        state, energy, acceptance = compiled(state, *(jnp.asarray(setup[name][at]) for name in ("damping", "norm", "rate")))
        return energy.block_until_ready(), acceptance

    run(setup, options.steps, advance)


main()
