/** An engine that computes everything in float64, whatever precision its callers ask for. */
import type { Engine, Feed } from './engine.ts';

/** Wraps an engine; what callers feed as float32 is widened, results are float64. */
export function inFloat64(engine: Engine): Engine {
  const widen = (feed: Feed): Feed =>
    Object.fromEntries(Object.entries(feed).map(([name, values]) => [name, Float64Array.from(values)]));
  return {
    description: engine.description,
    async compile(graph) {
      const session = await engine.compile(graph, 'float64');
      return {
        run: (shared, blocks) => session.run(widen(shared), blocks.map(widen)),
        dispose: () => session.dispose(),
      };
    },
    dispose: () => engine.dispose(),
  };
}
