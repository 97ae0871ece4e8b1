// Exchanges (shared/api/exchange).
import * as api from '@enlace/shared/api/exchange';
import { publishAgenda } from '../../domain/agenda-publish.ts';
import { listChanges } from '../../domain/changes.ts';
import { readExchange } from '../../domain/exchange-view.ts';
import { createExchange, editExchange, listExchanges, moveExchange } from '../../domain/exchanges.ts';
import type { Binder } from '../endpoint.ts';

export function exchangeRoutes({ bind }: Binder): void {
  bind(api.listExchanges, listExchanges);
  bind(api.createExchange, createExchange);
  bind(api.readExchange, readExchange);
  bind(api.editExchange, editExchange);
  bind(api.moveExchange, moveExchange);
  bind(api.listChanges, listChanges);
  bind(api.publishAgenda, publishAgenda);
}
