// The bell: facts told after a commit reach every listener, in order, in the same turn. compose subscribes the doors.
// What a listener throws goes to `fault` and keeps neither the others from hearing nor the verb from answering: it has committed.
import type { Fact, Facts } from './house.ts';

export function createFacts(fault: (error: unknown) => void): Facts {
  const listeners = new Set<(fact: Fact) => void>();
  return {
    publish(fact) {
      for (const listener of [...listeners]) {
        try {
          listener(fact);
        } catch (error) {
          fault(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
