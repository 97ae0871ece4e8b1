// Two honest people of two institutions who type in the same minutes while a test does something else to the hub.
// `agree` is the question that every hostile test asks at its end: does what both type still get saved, and does each see the other's?
import type { DocumentCard } from '@enlace/shared/api/document';
import type * as Y from 'yjs';
import type { HubProcess } from './hub.ts';
import { type Person, sessionInProgress, signInPerson } from './person.ts';
import { openWriter, type Writer } from './stock-client.ts';

export interface Pair {
  readonly documentId: DocumentCard['id'];
  readonly people: readonly [Person, Person];
  readonly writers: readonly [Writer, Writer];
  /** Both type a word; resolves once both words are acknowledged and on both screens. */
  agree(word: string): Promise<void>;
  words(): string;
  close(): void;
}

export const wordsOf = (doc: Y.Doc): string => doc.getXmlFragment('body').toString();

/** Resolves when `isSo` holds, asked after each change of the document and each acknowledgement. */
export function until(writer: Writer, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      writer.doc.off('update', look);
      resolve();
    };
    writer.doc.on('update', look);
    writer.onAck(look);
    look();
  });
}

export async function openPair(hub: HubProcess): Promise<Pair> {
  const people = [await signInPerson(hub, 'host_editor', 'INM'), await signInPerson(hub, 'host_editor', 'COMAR')] as const;
  const documentId = (await sessionInProgress(people[0])).minutesId;
  const writers = [openWriter(people[0], documentId), openWriter(people[1], documentId)] as const;
  await Promise.all(writers.map((writer) => writer.synced()));
  return {
    documentId,
    people,
    writers,
    async agree(word) {
      const tokens = [`uno-${word}`, `dos-${word}`] as const;
      for (const at of [0, 1] as const) writers[at].type(tokens[at]);
      await Promise.all(
        writers.flatMap((writer, at) => [
          until(writer, () => writer.acknowledged.has(tokens[at === 0 ? 0 : 1])),
          until(writer, () => tokens.every((token) => wordsOf(writer.doc).includes(token))),
        ]),
      );
    },
    words: () => wordsOf(writers[0].doc),
    close() {
      for (const writer of writers) writer.close();
    },
  };
}
