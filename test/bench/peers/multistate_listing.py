"""The published multi-state oscillator program, re-written for PyTorch with the same arithmetic, as the peer of `npm run bench`.

It keeps the structure of the original listing on purpose: gradient and Laplacian by hand, one pass for each dimension with the
hidden layers recomputed in each; spectrum, norms and loss terms each evaluate the trial function anew; Metropolis evaluates the
old and the new points in every move and is recorded for automatic differentiation (no torch.no_grad). Corrected only where the
original cannot run (the missing step width). `--linear` minimises the sum of the terms instead of its square.

Prints one JSON object a line: {"step", "seconds", "R", "A", "B", "E", "energies"}; the last one adds "peak_rss_bytes".
"""

import argparse
import json
import resource
import time

import torch
from torch import nn


class Sin(nn.Module):
    def forward(self, x):
        return torch.sin(x)

    def first(self, x):
        return torch.cos(x)

    def second(self, x):
        return -torch.sin(x)


class Trial(nn.Module):
    """psi_m(r) = N_m(r) exp(-|r|^2 / 2), m = 1 … M, one network for all states."""

    def __init__(self, dimension, hidden, states):
        super().__init__()
        self.dimension, self.states = dimension, states
        self.act = Sin()
        self.layers = nn.ModuleList(
            [
                nn.Linear(dimension, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, hidden),
                nn.Linear(hidden, states),
            ]
        )
        for layer in self.layers:
            nn.init.normal_(layer.weight, 0, 0.1**0.5)

    def network(self, x):
        for layer in self.layers:
            x = self.act(layer(x))
        return x

    def network_gradient(self, x):
        out = torch.ones((x.shape[0], self.dimension, self.states))
        first = self.layers[0]
        for d in range(self.dimension):
            dy = self.act.first(first(x)) * first.weight[:, d]
            y = self.act(first(x))
            for layer in self.layers[1:]:
                dy = self.act.first(layer(y)) * torch.matmul(dy, layer.weight.t())
                y = self.act(layer(y))
            out[:, d, :] = dy
        return out

    def network_laplacian(self, x):
        out = torch.ones((x.shape[0], self.dimension, self.states))
        first = self.layers[0]
        for d in range(self.dimension):
            dy = self.act.first(first(x)) * first.weight[:, d]
            ddy = self.act.second(first(x)) * first.weight[:, d] ** 2
            y = self.act(first(x))
            for layer in self.layers[1:]:
                ddy = self.act.second(layer(y)) * torch.matmul(dy, layer.weight.t()) ** 2 + self.act.first(
                    layer(y)
                ) * torch.matmul(ddy, layer.weight.t())
                dy = self.act.first(layer(y)) * torch.matmul(dy, layer.weight.t())
                y = self.act(layer(y))
            out[:, d, :] = ddy
        return torch.sum(out, axis=1)

    def amplitude(self, x):
        ones = torch.ones((x.shape[0], self.states))
        return torch.mul(ones.t(), torch.exp(-torch.sum(x**2, axis=1) / 2)).t()

    def amplitude_gradient(self, x):
        out = torch.ones((x.shape[0], self.dimension, self.states))
        for d in range(self.dimension):
            ones = torch.ones((x.shape[0], self.states))
            out[:, d, :] = torch.mul(ones.t(), torch.exp(-torch.sum(x**2, axis=1) / 2) * -x[:, d]).t()
        return out

    def amplitude_laplacian(self, x):
        ones = torch.ones((x.shape[0], self.states))
        factor = torch.sum(x**2, axis=1) - torch.sum(torch.ones_like(x), axis=1)
        return torch.mul(ones.t(), torch.exp(-torch.sum(x**2, axis=1) / 2) * factor).t()

    def forward(self, x):
        return self.network(x) * self.amplitude(x)

    def laplacian(self, x):
        return (
            self.network_laplacian(x) * self.amplitude(x)
            + self.network(x) * self.amplitude_laplacian(x)
            + 2 * torch.sum(self.network_gradient(x) * self.amplitude_gradient(x), axis=1)
        )

    def weight(self, x):
        return torch.mean(self.forward(x) ** 2, axis=1)

    def norms(self, x):
        out = torch.zeros(self.states)
        f, w = self.forward(x), self.weight(x)
        for m in range(self.states):
            out[m] = torch.mean(abs(f[:, m]) ** 2 / w)
        return out

    def spectrum(self, x):
        out = torch.zeros(self.states)
        f, lap, w = self.forward(x), self.laplacian(x), self.weight(x)
        v = 0.5 * torch.sum(x * x, axis=1)
        for m in range(self.states):
            out[m] = torch.mean(f[:, m] * (-0.5 * lap[:, m] + v * f[:, m]) / w)
        return out / self.norms(x)


def metropolis(x, weight, width):
    moved = x + width * (2 * torch.rand_like(x) - 1)
    ratio = weight(moved) / weight(x)
    accept = torch.rand(x.shape[0]) <= ratio
    return torch.mul(accept.int(), moved.t()).t() + torch.mul((1 - accept.int()), x.t()).t()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--dimension", type=int, default=3)
    p.add_argument("--hidden", type=int, default=100)
    p.add_argument("--states", type=int, default=5)
    p.add_argument("--walkers", type=int, default=8192)
    p.add_argument("--steps", type=int, default=5)
    p.add_argument("--sweeps", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--side", type=float, default=3.0)
    p.add_argument("--linear", action="store_true")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    trial = Trial(a.dimension, a.hidden, a.states)
    optimizer = torch.optim.AdamW(trial.parameters(), lr=1e-3, weight_decay=1e-3)
    mse = nn.MSELoss()
    x = a.side * (torch.rand((a.walkers, a.dimension)) - 0.5)
    for step in range(a.steps):
        begin = time.perf_counter()
        if step > 0:
            for _ in range(a.sweeps):
                x = metropolis(x, trial.weight, 1.0)
        e = trial.spectrum(x)
        f, lap, w, n = trial(x), trial.laplacian(x), trial.weight(x), trial.norms(x)
        r = sum(
            torch.mean((-0.5 * lap[:, m] + 0.5 * f[:, m] * torch.sum(x**2, axis=1) - f[:, m] * e[m]) ** 2 / w) / n[m]
            for m in range(a.states)
        )
        norm = torch.sum((n - 1) ** 2)
        overlaps = torch.zeros(a.states, a.states)
        for i in range(1, a.states):
            for j in range(i):
                overlaps[i, j] = torch.square(torch.mean(f[:, i] * f[:, j] / w)) / n[i] / n[j]
        b = torch.sum(overlaps)
        total = r + norm + 40 * b + torch.sum(e)
        loss = total if a.linear else mse(total, torch.tensor(0.0))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        line = {
            "step": step + 1,
            "seconds": time.perf_counter() - begin,
            "R": r.item(),
            "A": norm.item(),
            "B": b.item(),
            "E": torch.sum(e).item(),
            "energies": sorted(e.tolist()),
        }
        if step == a.steps - 1:
            line["peak_rss_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
