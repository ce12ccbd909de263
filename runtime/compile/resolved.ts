import {
  AstUtils,
  english,
  evaluationOf,
  evaluation as evaluationTable,
  type InverseSyntax,
  isFlag,
  isSetting,
  metropolis,
  OPTIMIZERS,
  optimizerOf,
  phasesOf,
  type ScheduleSyntax,
  type SettingSpec,
  type SweepSyntax,
  samplerOf,
  settingsOwner,
  sourceText,
  type TrainSyntax,
} from '@qham/grammar';

type AstNode = Parameters<typeof sourceText>[0];

/** One setting or parameter of a train as it holds, and why. */
export interface Resolved {
  /** What it belongs to: `mlp N`, `phase main`, `hamiltonian Trap`. */
  readonly owner: string;
  readonly key: string;
  /** As it is written, or as the default is shown. */
  readonly value: string;
  /** The line, from 1, where it is set; null for a default. */
  readonly line: number | null;
  /** Why the default is what it is; null where the file sets it. */
  readonly reason: string | null;
}

/** Every parameter and setting of a train with its value, and where that comes from, in the order of the training. */
export function resolvedSettings(train: TrainSyntax): Resolved[] {
  return [
    ...parametersOf(train, 'hamiltonian'),
    ...parametersOf(train, 'ansatz'),
    ...ownedBy(train, `train ${train.name}`),
    ...within(train.hamiltonian.template.ref),
    ...within(train.ansatz.template.ref),
    ...ofSchedule(train.schedule.ref),
  ];
}

/** The values of a sweep and its settings, and those of its train. */
export function resolvedSweep(sweep: SweepSyntax): Resolved[] {
  const owner = `sweep ${sweep.name}`;
  const line = lineOf(sweep);
  const chain = sweep.members.some((member) => isFlag(member) && member.key === 'chain');
  const train = sweep.train.ref;
  return [
    { owner, key: sweep.variable.$refText, value: sourceText(sweep.values), line, reason: null },
    chain
      ? { owner, key: 'chain', value: 'yes', line, reason: null }
      : {
          owner,
          key: 'chain',
          value: 'no',
          line: null,
          reason: 'points that know nothing of each other can be compared',
        },
    ...ownedBy(sweep, owner),
    ...(train ? resolvedSettings(train) : []),
  ];
}

/** The settings of an inverse problem, of its unknown and of its schedule. */
export function resolvedInverse(inverse: InverseSyntax): Resolved[] {
  return [...within(inverse), ...ofSchedule(inverse.schedule?.ref)];
}

function ofSchedule(schedule: ScheduleSyntax | undefined): Resolved[] {
  const [adam] = OPTIMIZERS;
  return [
    ...(schedule && !samplerOf(schedule) ? defaultsOf('metropolis', metropolis) : []),
    ...within(schedule),
    ...(schedule ? phasesOf(schedule) : []).flatMap((phase) =>
      optimizerOf(phase) || !adam ? [] : defaultsOf(`${adam.name.name} (phase ${phase.name})`, adam.table),
    ),
    ...(schedule && !evaluationOf(schedule) ? defaultsOf('evaluate', evaluationTable) : []),
  ];
}

const lineOf = (node: AstNode) => (node.$cstNode ? node.$cstNode.range.start.line + 1 : null);

/** Parameters: what the train says is stronger than the default of the template. */
function parametersOf(train: TrainSyntax, part: 'hamiltonian' | 'ansatz'): Resolved[] {
  const use = train[part];
  const template = use.template.ref;
  const owner = `${part} ${template?.name ?? ''}`;
  return (template?.parameters ?? []).map((parameter) => {
    const given = use.arguments.find((argument) => argument.parameter?.ref === parameter);
    if (given) return { owner, key: parameter.name, value: sourceText(given.value), line: lineOf(given), reason: null };
    const value = parameter.default ? sourceText(parameter.default) : 'no value';
    return { owner, key: parameter.name, value, line: lineOf(parameter), reason: null };
  });
}

/** The settings of everything in a declaration that has some. */
function within(node: AstNode | undefined): Resolved[] {
  if (!node) return [];
  return AstUtils.streamAst(node)
    .flatMap((inner) => {
      const owner = settingsOwner(inner);
      return owner ? ownedBy(inner, titleOf(inner, english(owner.title))) : [];
    })
    .toArray();
}

/** A block is called by its name in the ansatz too, an optimizer by its phase. */
function titleOf(node: AstNode, title: string): string {
  const container = node.$container as (AstNode & { name?: string }) | undefined;
  if (node.$type === 'BlockUse' && (container?.$type === 'Definition' || container?.$type === 'UnknownPotential'))
    return `${title} ${container.name}`;
  return node.$type === 'Optimizer' || node.$type === 'StopRule' ? `${title} (phase ${container?.name})` : title;
}

function ownedBy(node: AstNode, title: string): Resolved[] {
  const table = settingsOwner(node)?.table ?? {};
  const given = AstUtils.streamContents(node).filter(isSetting).toArray();
  return Object.entries(table).map(([key, setting]) => {
    const found = given.find((candidate) => candidate.key === key);
    if (!found) return fallback(title, key, setting);
    return { owner: title, key, value: sourceText(found.value), line: lineOf(found), reason: null };
  });
}

function defaultsOf(title: string, table: Readonly<Record<string, SettingSpec<unknown>>>): Resolved[] {
  return Object.entries(table).map(([key, setting]) => fallback(title, key, setting));
}

function fallback(owner: string, key: string, { fallback }: SettingSpec<unknown>): Resolved {
  const value = 'shown' in fallback ? english(fallback.shown) : 'missing';
  return {
    owner,
    key,
    value,
    line: null,
    reason: 'shown' in fallback ? english(fallback.reason) : 'it has no default',
  };
}
