"""Identical fermions in a trap in PyTorch: the peer of `npm run bench fermion-step`.

The local energy is a forward Laplacian written out for batches (value, derivatives and Laplacian are stacked, so that each layer
is one matrix product; Li et al., arXiv:2307.08214); scores are reverse mode per walker by torch.func; SPRING
(arXiv:2401.10190) uses LAPACK's Cholesky decomposition. Nothing but the scores records for differentiation. torch.compile on
sampling and local energy was tried: no faster, since most of the time is linear algebra, and 7 s to 80 s before the first step.
The network is float32; the Gram matrix and its solution are float64 unless `--gram float32` is asked for.
"""

import math

import torch
from torch.func import grad, vmap

from fermions_setup import NAMES, parameters_of, read_setup, run, say_check


def orbitals(p, x):
    """Values of the A x A orbitals and the logarithms of their envelopes, for x [batch, A]."""
    mean = x.mean(-1, keepdim=True)
    h = torch.tanh(x[..., None] * p["W1"][0] + (mean[..., None] * p["W1"][1] + p["b1"]))
    own, common = p["W2"].chunk(2)
    shared = h.mean(-2, keepdim=True) @ common + p["b2"]
    h = torch.tanh(h @ own + shared) + h
    return h @ p["WM"] + p["bM"], -((x[..., None] * p["We"]) ** 2)


def log_psi(p, x):
    m, e = orbitals(p, x)
    return torch.linalg.slogdet(m * e.exp())


def local_energy(p, x, system):
    """E_L at x [batch, A]; the stack is [value, d/dx_1 ... d/dx_A, Laplacian] in front of [batch, A, features]."""
    a = x.shape[-1]
    mean = x.mean(-1, keepdim=True)
    # Layer 1: the derivative of z_i by x_k is delta_ik w + v / A for all walkers, and its Laplacian is 0.
    w, v = p["W1"]
    t = torch.tanh(x[..., None] * w + (mean[..., None] * v + p["b1"]))
    d1 = 1 - t * t
    identity = torch.eye(a, dtype=x.dtype)
    dz = identity[:, :, None] * w + v / a
    stack = torch.cat([t[None], d1[None] * dz[:, None], (-2 * t * d1 * (dz * dz).sum(0))[None]])
    # Layer 2, with the residual connection.
    own, common = p["W2"].chunk(2)
    z = stack @ own + stack.mean(-2, keepdim=True) @ common
    t = torch.tanh(z[0] + p["b2"])
    d1 = 1 - t * t
    first = z[1:-1]
    lap = d1 * z[-1] - 2 * t * d1 * (first * first).sum(0)
    stack = stack + torch.cat([t[None], d1[None] * first, lap[None]])
    # Orbitals times envelopes: with u = ln e, (m e)' = e (m' + m u'), (m e)'' = e (m'' + 2 m' u' + m (u'' + u'^2)).
    m = stack @ p["WM"]
    value, lap = m[0] + p["bM"], m[-1]
    square = p["We"] ** 2
    e = torch.exp(-square * (x * x)[..., None])
    u1 = -2 * square * x[..., None]
    d_phi = e * (m[1:-1] + identity[:, None, :, None] * (value * u1))
    own_slope = m[1:-1].diagonal(dim1=0, dim2=2).permute(0, 2, 1)
    lap_phi = e * (lap + 2 * own_slope * u1 + value * (u1 * u1 - 2 * square))
    inverse = torch.linalg.inv(value * e)
    c = inverse @ d_phi
    slope = c.diagonal(dim1=-2, dim2=-1).sum(-1)
    second = (inverse * lap_phi.mT).sum((-2, -1)) - (c * c.mT).sum((0, 2, 3))
    kinetic = -0.5 * (second + (slope * slope).sum(0))
    i, j = torch.triu_indices(a, a, 1)
    gap = x[:, i] - x[:, j]
    strength = system["V0"] / (math.sqrt(2 * math.pi) * system["sigma"])
    pairs = strength * torch.exp(-(gap**2) / (2 * system["sigma"] ** 2)).sum(-1)
    return kinetic + 0.5 * (x * x).sum(-1) + pairs


def split(theta, shapes):
    parts = theta.split([math.prod(shape) for shape in shapes])
    return {name: part.view(shape) for name, part, shape in zip(NAMES, parts, shapes)}


def scores(theta, shapes, x):
    """d ln|psi| / d theta, [batch, parameters]."""
    return vmap(grad(lambda t, walker: log_psi(split(t, shapes), walker[None])[1][0]), in_dims=(None, 0))(theta, x)


def direction(o, energies, previous, damping, momentum, clip, gram_type):
    """phi of SPRING from scores o, local energies and the previous direction. Scores are centred on the small matrix."""
    n = o.shape[0]
    # torch.median takes the lower of the two in the middle; quantile halves between them as the others do.
    middle = energies.quantile(0.5)
    reach = clip * (energies - middle).abs().mean()
    clipped = energies.clamp(middle - reach, middle + reach).to(gram_type)
    o = o.to(gram_type)
    gram = o @ o.T / n
    rows = gram.mean(1)
    gram += rows.mean() + 1 / n - rows - rows[:, None]
    residuals = clipped - momentum * (o @ previous)
    zeta = (residuals - residuals.mean()) / math.sqrt(n)
    for factor in (1, 10, 100, 1000):
        damped = gram.clone()
        damped.diagonal().add_(factor * damping)
        lower, failed = torch.linalg.cholesky_ex(damped)
        if not failed:
            break
    x = torch.cholesky_solve(zeta[:, None], lower)[:, 0]
    return (x - x.mean()) @ o / math.sqrt(n) + momentum * previous


def metropolis(p, x, width, sweeps, generator):
    moves = torch.randn(sweeps, *x.shape, generator=generator) * width
    thresholds = torch.rand(sweeps, x.shape[0], generator=generator).log()
    log = log_psi(p, x)[1]
    accepted = 0.0
    for i in range(sweeps):
        new = x + moves[i]
        new_log = log_psi(p, new)[1]
        accept = thresholds[i] < 2 * (new_log - log)
        x = torch.where(accept[:, None], new, x)
        log = torch.where(accept, new_log, log)
        accepted += accept.float().mean()
    return x, float(accepted) / sweeps


def main():
    options, setup = read_setup()
    system, settings = setup["system"], setup["settings"]
    momentum, clip = settings["momentum"], settings["clip"]
    dtype = torch.float64 if options.check else torch.float32
    p = {name: torch.tensor(values, dtype=dtype) for name, values in parameters_of(setup, "float64").items()}
    shapes = [p[name].shape for name in NAMES]
    theta = torch.cat([p[name].flatten() for name in NAMES])

    if options.check:
        x = torch.tensor(setup["walkers"], dtype=dtype)
        sign, log = log_psi(p, x)
        energies = local_energy(p, x, system)
        before = torch.zeros_like(theta)
        phi = direction(scores(theta, shapes, x), energies, before, setup["damping"][0], momentum, clip, dtype)
        say_check(log, sign, energies, phi)
        return

    gram_type = getattr(torch, options.gram)
    generator = torch.Generator().manual_seed(setup["seed"])
    x = torch.randn(settings["walkers"], system["A"], generator=generator)
    width = settings["width"]
    with torch.no_grad():
        x, _ = metropolis(p, x, width, settings["burn_in"], generator)
    previous = torch.zeros(theta.shape, dtype=gram_type)

    @torch.no_grad()
    def advance(at):
        nonlocal x, width, theta, previous
        p = split(theta, shapes)
        x, acceptance = metropolis(p, x, width, settings["sweeps"], generator)
        energies = local_energy(p, x, system)
        o = scores(theta, shapes, x)
        previous = direction(o, energies, previous, setup["damping"][at], momentum, clip, gram_type)
        length = float(previous.norm())
        theta = theta - (min(setup["rate"][at], math.sqrt(setup["norm"][at]) / length) * previous).float()
        width *= min(1.5, max(0.5, acceptance / settings["acceptance"]))
        return energies.mean(), acceptance

    run(setup, options.steps, advance)


main()
