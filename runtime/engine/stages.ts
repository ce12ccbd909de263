/** Graphs in two stages, on any engine. */
import type { Graph } from '../tensor/graph.ts';
import { splitOutputs, withOutputs } from '../tensor/stages.ts';
import type { Engine, Feed, Session, StagedSession } from './engine.ts';

/** The graph in two stages, the inputs of these names being known only after the first. */
export async function compileStages(engine: Engine, graph: Graph, later: ReadonlySet<string>): Promise<StagedSession> {
  return engine.compileStages?.(graph, later) ?? repeatStages(engine, graph, later);
}

/** The same, nothing kept: the second stage begins from the beginning. */
export async function repeatStages(engine: Engine, graph: Graph, later: ReadonlySet<string>): Promise<StagedSession> {
  const { early, late } = splitOutputs(graph, later);
  const [first, second] = [withOutputs(graph, early), withOutputs(graph, late)];
  return new RepeatedStages(
    { graph: first, session: await engine.compile(first) },
    { graph: second, session: await engine.compile(second) },
  );
}

interface Compiled {
  readonly graph: Graph;
  readonly session: Session;
}

class RepeatedStages implements StagedSession {
  readonly #first: Compiled;
  readonly #second: Compiled;
  #fed: { shared: Feed; blocks: readonly Feed[] } | null = null;

  constructor(first: Compiled, second: Compiled) {
    this.#first = first;
    this.#second = second;
  }

  first(shared: Feed, blocks: readonly Feed[]) {
    this.#fed = { shared, blocks };
    const { graph, session } = this.#first;
    return session.run(
      taken(graph, shared),
      blocks.map((block) => taken(graph, block)),
    );
  }

  async second(later: Feed) {
    const fed = this.#fed;
    this.#fed = null;
    if (!fed) throw new Error('the first stage comes before the second');
    const { graph, session } = this.#second;
    const shared = taken(graph, { ...fed.shared, ...later });
    return session.run(
      shared,
      fed.blocks.map((block) => taken(graph, block)),
    );
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#first.session.dispose(), this.#second.session.dispose()]);
  }
}

/** What this graph takes of a feed. */
function taken({ inputs }: Graph, feed: Feed): Feed {
  return Object.fromEntries(Object.entries(feed).filter(([name]) => name in inputs));
}
