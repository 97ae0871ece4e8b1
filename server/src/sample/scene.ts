// One sample exchange while it is written: made in the hub, with the ids that its parts will refer to.
import type { AgendaItemId, DocumentId, ExchangeId } from '@enlace/shared/ids';
import type { CivilDate } from '@enlace/shared/model/time';
import { addDays } from '@enlace/shared/schedule/civil';
import { msToWall } from '@enlace/shared/schedule/zone';
import { createExchange } from '../domain/exchanges.ts';
import { type Caller, type House, newId } from '../domain/house.ts';
import { PEOPLE } from './accounts.ts';
import { requireKnown, requireValue } from './require-value.ts';
import { GREEN, type SampleExchange, type SampleItem } from './shape.ts';
import type { Register } from './write-institutions.ts';
import type { People } from './write-people.ts';

/** Everything that the writing of one exchange needs. */
export interface Scene {
  readonly house: House;
  readonly sample: SampleExchange;
  readonly people: People;
  readonly register: Register;
  readonly maker: Caller;
  readonly exchangeId: ExchangeId;
  readonly agendaId: DocumentId;
  readonly dayOf: (item: SampleItem) => CivilDate;
  readonly itemIds: ReadonlyMap<SampleItem, AgendaItemId>;
}

export async function openScene(house: House, sample: SampleExchange, hub: Pick<Scene, 'people' | 'register' | 'maker'>): Promise<Scene> {
  const firstDay = firstDayOf(house, sample);
  const { title, kind, place, projectRefs, components, homeTimeZone, languages, lasts } = sample;
  const [first] = PEOPLE;
  const view = requireValue(
    await createExchange(house, hub.maker, {
      title,
      kind,
      place,
      projectRefs,
      components,
      homeTimeZone,
      languages,
      hostInstitutionId: requireKnown(hub.register.institutions, sample.host),
      institutionId: requireKnown(hub.register.institutions, first.institution),
      startsOn: 'from' in lasts ? lasts.from : firstDay,
      endsOn: 'to' in lasts ? lasts.to : addDays(firstDay, lasts.days - 1),
      marking: GREEN,
      functionalTitle: first.title,
      isSample: true,
    }),
  );
  if (view.agendaDocument === null) throw new Error('an exchange without its agenda');
  return {
    house,
    sample,
    ...hub,
    exchangeId: view.exchange.id,
    agendaId: view.agendaDocument.id,
    dayOf: (item) => addDays(firstDay, item.day),
    itemIds: new Map(sample.items.map((item) => [item, newId<AgendaItemId>(house)])),
  };
}

const firstDayOf = (house: House, { firstDay, homeTimeZone }: SampleExchange): CivilDate =>
  typeof firstDay === 'string' ? firstDay : addDays(msToWall(house.clock.nowMs(), homeTimeZone).date, -firstDay.daysAgo);
