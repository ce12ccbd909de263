import {
  AstUtils,
  createQhamServices,
  type File,
  isDefinition,
  latexName,
  latexOfDefinition,
  URI,
} from '@qham/grammar';
import { describe, expect, it } from 'vitest';

const { qham } = createQhamServices();

/** The definition of `name` in the body of a Hamiltonian, as LaTeX without its blanks. */
async function latex(body: string, name = 'V'): Promise<string> {
  const text = `units oscillator\nhamiltonian T(a = 1, omega0 = 2) { particle r in R^3; ${body} }`;
  const document = qham.shared.workspace.LangiumDocumentFactory.fromString<File>(text, URI.parse('test:/typeset.qham'));
  await qham.shared.workspace.DocumentBuilder.build([document], { validation: false });
  qham.shared.workspace.IndexManager.remove(document.uri);
  const definition = AstUtils.streamAst(document.parseResult.value).filter(isDefinition);
  return latexOfDefinition(definition.find((candidate) => candidate.name === name)!).replaceAll(' ', '');
}

describe('a formula as LaTeX', () => {
  it.each([
    ['V = -1/2 * ∇²[r]', 'V=-\\frac{1}{2}\\,\\nabla^{2}_{\\boldsymbol{r}}'],
    ['V = (a + 1) / (2*a)', 'V=\\frac{a+1}{2\\,a}'],
    ['V = 2 * 3', 'V=2\\cdot3'],
    ['V = |r|^2', 'V={\\left\\lvert\\boldsymbol{r}\\right\\rvert}^{2}'],
    ['V = (a + 1)²', 'V={\\left(a+1\\right)}^{2}'],
    ['V = a^(1/2)', 'V={a}^{\\frac{1}{2}}'],
    ['V = sqrt((a))', 'V=\\sqrt{a}'],
    ['V = exp(-a) * erf(a)', 'V=\\exp\\left(-a\\right)\\,\\operatorname{erf}\\left(a\\right)'],
    ['V = sum(d) r[d]^4', 'V=\\sum_{d}{r_{d}}^{4}'],
    ['V = dot(r, [1, 0, 0])', 'V=\\boldsymbol{r}\\cdot\\left(1,\\,0,\\,0\\right)'],
    ['V = 1e-3 * omega0 + 2.5e2 + 50%', 'V=10^{-3}\\,\\omega_{0}+2.5\\times10^{2}+50\\,\\%'],
    [
      'V = 13.6 eV + 1e3 MeV fm^-1 + 2 Å²',
      'V=13.6\\,\\mathrm{eV}+10^{3}\\,\\mathrm{MeV}\\,\\mathrm{fm}^{-1}+2\\,\\mathrm{Å}^{2}',
    ],
    ['V = r.y', 'V=r_{y}'],
    ['V = hermite(3, a)', 'V=H_{3}\\left(a\\right)'],
    ['V = laguerre(2, 1/2, a)', 'V=L_{2}^{\\left(\\frac{1}{2}\\right)}\\left(a\\right)'],
    ['V = factorial(3) + factorial(2*a) + Gamma(a)', 'V=3!+\\left(2\\,a\\right)!+\\Gamma\\left(a\\right)'],
    [
      'V = { -a if 1 ≤ r.x < 2 and r.y >= 0, 0 otherwise }',
      'V=\\begin{cases}-a&\\text{if}1\\ler_{x}<2\\text{and}r_{y}\\ge0\\\\0&\\text{otherwise}\\end{cases}',
    ],
  ])('%s', async (body, expected) => {
    expect(await latex(body)).toBe(expected);
  });

  it('breaks a long sum into its summands', async () => {
    const terms = Array.from({ length: 8 }, (_, i) => `sqrt(${i} * |r|)`);
    const set = await latex(`V = ${terms.join(' - ')}`);
    expect(set).toMatch(/^\\begin\{aligned\}V=\{\}&\\sqrt/);
    expect(set.split('\\\\')).toHaveLength(8);
    expect(set.split('\\\\')[3]).toMatch(/^&-\\sqrt/);
  });

  it.each([
    ['σz', '\\sigma^{z}'],
    ['omega0', '\\omega_{0}'],
    ['ω₀', '\\omega_{0}'],
    ['V_eff', 'V_{\\mathrm{eff}}'],
    ['x1', 'x_{1}'],
    ['mass', '\\mathrm{mass}'],
    ['ψ′', "\\psi'"],
    ['hbar', '\\hbar'],
    ['N', 'N'],
    ['_', '\\_'],
  ])('names: %s', (name, expected) => {
    expect(latexName(name)).toBe(expected);
  });
});
