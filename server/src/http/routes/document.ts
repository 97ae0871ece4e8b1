// Documents that the caller may open, and how a client of ours opens one (shared/api/document).
import * as api from '@enlace/shared/api/document';
import { joinDocument, listDocuments } from '../../domain/documents.ts';
import type { Binder } from '../endpoint.ts';

export function documentRoutes({ bind }: Binder): void {
  bind(api.listDocuments, listDocuments);
  bind(api.joinDocument, joinDocument);
}
