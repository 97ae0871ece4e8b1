// What one connection may cost (R8, F4, F13, F15): frames, bytes, questions, copies of the document, and gaps in what it sends. All far
// above what people do; beyond it the connection ends for now, or a question goes unanswered.
import * as limits from '@enlace/shared/limits';
import type { Clock } from '../runtime/clock.ts';
import { createLimiter } from '../runtime/limiter.ts';

export interface Allowance {
  takeFrame(bytes: number): boolean;
  /** For everybody's presence. */
  takeQuestion(): boolean;
  takeStraightening(): boolean;
  /** Something was missing before an update; false where that has happened too often of late. */
  takeGap(): boolean;
}

export function createAllowance(clock: Clock): Allowance {
  const frames = createLimiter(clock, { burst: limits.connectionFramesBurst, perSecond: limits.connectionFramesPerSecond });
  const bytes = createLimiter(clock, { burst: limits.connectionBytesBurst, perSecond: limits.connectionBytesPerSecond });
  const questions = createLimiter(clock, { burst: 5, perSecond: 1 });
  const straightenings = createLimiter(clock, { burst: limits.straighteningsBurst, perSecond: limits.straighteningsPerSecond });
  let gapsMs: number[] = [];
  return {
    takeFrame: (count) => frames.take() && bytes.take(count),
    takeQuestion: () => questions.take(),
    takeStraightening: () => straightenings.take(),
    takeGap() {
      const nowMs = clock.nowMs();
      gapsMs = [...gapsMs.filter((ms) => nowMs - ms < limits.gapsWindowMs), nowMs];
      return gapsMs.length < limits.gapsMax;
    },
  };
}
