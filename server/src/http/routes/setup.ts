// The first start outside sample mode (shared/api/setup).
import * as api from '@enlace/shared/api/setup';
import { completeSetup, readSetup } from '../../domain/setup.ts';
import type { Binder } from '../endpoint.ts';
import { answerSignedIn } from '../signed-in.ts';

export function setupRoutes({ bindOpen }: Binder): void {
  bindOpen(api.readSetup, ({ house }) => readSetup(house));
  bindOpen(api.completeSetup, async (request) => {
    const result = await completeSetup(request.house, request.door, request.input);
    return answerSignedIn(request, result, ({ device }) => device);
  });
}
