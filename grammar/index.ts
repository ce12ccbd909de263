/**
 * The language: grammar, names, meaning and checks. Knows nothing of editors and numerics.
 */
export { AstUtils, type LangiumDocument, stream, URI } from 'langium';
export { docComment } from './documentation/doc-comment.ts';
export { applied, formatEdits, isReadable, type Replacement } from './formatting/format.ts';
export { piecesOf } from './formatting/piece.ts';
export { indentationAt } from './formatting/typing.ts';
export type {
  Ansatz as AnsatzSyntax,
  Expression as ExpressionSyntax,
  Hamiltonian as HamiltonianSyntax,
  Inverse as InverseSyntax,
  Observation as ObservationSyntax,
  Optimizer as OptimizerSyntax,
  Phase as PhaseSyntax,
  Schedule as ScheduleSyntax,
  Sweep as SweepSyntax,
  Train as TrainSyntax,
} from './generated/ast.ts';
export * from './generated/ast.ts';
export { QhamGeneratedModule, QhamGeneratedSharedModule } from './generated/module.ts';
export { type NamedArgument, namedArguments } from './library/arguments.ts';
export { isLibraryName, type LibraryName, NOUNS } from './library/builtin.ts';
export { CONSTANTS, STEP } from './library/constants.ts';
export { ELEMENTS } from './library/elements.ts';
export { COULOMB, ENERGIES, EWALD, EWALD_SUM, KINETIC } from './library/energies.ts';
export {
  badArgument,
  DOT,
  FUNCTION_NAMES,
  isScalarFunction,
  SCALAR_FUNCTIONS,
  type ScalarFunction,
  SPECIAL_FUNCTIONS,
} from './library/functions.ts';
export { BOUNDARIES, LATTICES } from './library/lattices.ts';
export { libraryDocuments, librarySource, loadLibrary } from './library/load.ts';
export { DENSITY, OBSERVABLES, PAIR_DENSITY } from './library/observables.ts';
export { isOperatorName, OPERATORS, type OperatorName } from './library/operators.ts';
export { LIBRARY_SCHEME } from './library/scheme.ts';
export { converged } from './library/settings/converged.ts';
export { equivariant } from './library/settings/equivariant.ts';
export { METHODS } from './library/settings/inverse.ts';
export { langevin } from './library/settings/langevin.ts';
export { metropolis } from './library/settings/metropolis.ts';
export { mlp } from './library/settings/mlp.ts';
export { minsr, type SpringSettings, spring, sr } from './library/settings/natural-gradient.ts';
export { seed as seedValue } from './library/settings/numbers.ts';
export type { ObjectiveValue } from './library/settings/objective.ts';
export { density, pairDensity } from './library/settings/observables.ts';
export { adam, adamw, sgd } from './library/settings/optimizers.ts';
export { gaussianEnvelope, orbitals } from './library/settings/orbitals.ts';
export { reweight } from './library/settings/reweight.ts';
export { evaluation, type PhaseSettings, phase, sweep as sweepSettings, train } from './library/settings/run.ts';
export { particles as particlesSettings } from './library/settings/system.ts';
export {
  BLOCKS,
  flagsOf,
  OPTIMIZERS,
  SAMPLERS,
  type SettingsOwner,
  settingOf,
  settingsOwner,
} from './library/settings/tables.ts';
export { inverse as unknownPotential } from './library/settings/unknown-potential.ts';
export type { Setting as SettingSpec } from './library/settings/value.ts';
export {
  HERMITE,
  LEGENDRE,
  laguerreFamily,
  leadingCoefficient,
  type PolynomialFamily,
  polynomialZeros,
} from './library/special/orthogonal.ts';
export { besselCoefficients, besselSeam, besselSeries } from './library/special/spherical-bessel.ts';
export { SPECIES, type Species, speciesNamed } from './library/species.ts';
export { UNIT_SYSTEMS } from './library/units.ts';
export { DET, GAUSSIAN_ENVELOPE, ORBITALS, PRODUCT, SLATER } from './library/wave-functions.ts';
export {
  english,
  inARow,
  listed,
  type Phrase,
  type Speak,
  say,
  speakerOf,
  type Translation,
  type Words,
} from './localization/phrase.ts';
export { createQhamServices, QhamModule, type QhamServices } from './module.ts';
export { reportSyntaxErrors } from './parsing/syntax-errors.ts';
export { importsOf, importUri, linkedBy } from './references/imports.ts';
export { type LinkedFiles, linkFiles } from './references/linked-files.ts';
export { LIBRARY } from './references/scope-provider.ts';
export { fileParametersOf, visibleNames } from './references/visible-names.ts';
export { coefficientOf } from './semantics/coefficient.ts';
export { conditionsOf, holds } from './semantics/conditions.ts';
export { BOX_SIZES, dimensionOf, PERIODIC_BOX, REAL_SPACES, SPACES } from './semantics/dimension.ts';
export { systemOf } from './semantics/dimensions/system-of.ts';
export { type DimensionTable, dimensionsIn, type ShownDimension } from './semantics/dimensions/table.ts';
export { type Box, boxOf } from './semantics/energies/box.ts';
export { energyNamed, formulaOf, writtenLines, writtenOut } from './semantics/energies/written-out.ts';
export { bindParameters, evaluateNumber, type Lookup, numberText } from './semantics/evaluate.ts';
export { QUANTITIES, readExpectation } from './semantics/expectation.ts';
export { withFileParameter } from './semantics/given-parameter.ts';
export { KIND_WORDS, type Kind } from './semantics/kind.ts';
export { AXES, axisNumber } from './semantics/kinds/components.ts';
export { kindOf, kindOfDefinition } from './semantics/kinds.ts';
export { applyArithmetic, arithmeticOf, isDot, isMinus } from './semantics/operators.ts';
export { isOnLine, lineComponent, ungrouped } from './semantics/particle.ts';
export { particleCount, statisticsOf } from './semantics/particle-count.ts';
export { readArguments, readSettings } from './semantics/read-settings.ts';
export { sourceText } from './semantics/source-text.ts';
export { type Counted, countedBy, countedComponents, indexNamed, indexOf } from './semantics/sum-range.ts';
export { sweepValues } from './semantics/sweep-values.ts';
export {
  type Coordinates,
  coordinatesOf,
  latticesOf,
  manyParticlesOf,
  nucleiNamed,
  nucleiOf,
} from './semantics/systems.ts';
export {
  bindUse,
  defaults,
  energyOf,
  evaluationOf,
  expectationsOf,
  optimizerOf,
  phasesOf,
  psiOf,
  samplerOf,
  settingsIn,
} from './semantics/templates.ts';
export { differentiated, type Summand, summandsOf } from './semantics/terms.ts';
export { latexOf, latexOfDefinition } from './typeset/latex.ts';
export { escapeLatex, latexName } from './typeset/name.ts';
export { isPure } from './units/dimension.ts';
export { SYSTEMS, type System, type SystemName } from './units/system.ts';
export { UNITS, type Unit, unitNamed, unitNames } from './units/unit.ts';
export { atHome } from './validation/at-home.ts';
export { catalogue, DIAGNOSTICS } from './validation/catalogue/index.ts';
export { diagnosticUri } from './validation/catalogue/pages.ts';
export { checkDocument, type FurtherCheck } from './validation/check.ts';
export { toLspDiagnostic } from './validation/document-validator.ts';
export {
  createReport,
  type Finding,
  type FindingKind,
  inOrder,
  type Place,
  type Report,
  silently,
} from './validation/finding.ts';
export type { Fix, SpokenFix, TextEdit } from './validation/fix.ts';
export { checkKineticSigns } from './validation/hamiltonian.ts';
export { nearestName } from './validation/nearest.ts';
export { checkPhysics } from './validation/physics/index.ts';
export { fieldAt } from './validation/physics/probe/field.ts';
export { nothingKnown } from './validation/physics/probe/value.ts';
