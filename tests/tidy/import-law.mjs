// Import law of the repository, for dependency-cruiser. Order of layers, lowest first:
//   shared  <-  server: runtime, store/port, domain, sync | live | http, sample, compose, main
//   shared  <-  web:    api | sync | live, state, features, routes        (ui stands alone)
// Every edge that is not allowed between layers is forbidden; cycles are forbidden even between types.
const law = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const SERVER = '^server/src/';
const TEST = '[.](test|contract|support)[.]ts$';
const product = (path, rest = {}) => ({ path, pathNot: TEST, ...rest });

/** Outside libraries and the one place each may be imported from. */
const HOMES = [
  ['hono', '(hono|@hono)', `${SERVER}http/`],
  ['kysely', 'kysely', `${SERVER}store/sqlite/`],
  ['lucia', 'lucia', `${SERVER}domain/sign-in/session-lucia[.]ts`],
  ['pino', 'pino', `${SERVER}runtime/log[.]ts`],
  ['socketio', 'socket[.]io(-client)?', `${SERVER}live/|^web/src/lib/live/|^tests/`],
  ['ws', 'ws', `${SERVER}sync/gateway[.]ts|^tests/`],
  ['y-websocket', 'y-websocket', '^web/src/lib/sync/|^tests/'],
  ['y-indexeddb', 'y-indexeddb', '^web/src/lib/sync/'],
  ['y-prosemirror', 'y-prosemirror', '^web/src/lib/features/(session|comments)/'],
  ['prosemirror', 'prosemirror-[a-z-]+', '^web/src/lib/features/(session|comments)/|^shared/src/document/minutes/'],
  ['international-date', '@internationalized/date', '^shared/src/schedule/zone[.]ts'],
  ['drag-and-drop', '@atlaskit', '^web/src/lib/features/agenda/'],
  ['icons', '@lucide', '^web/src/lib/(ui|features)/'],
  ['playwright', '(playwright|@axe-core|@sparticuz)', '^tests/'],
];

export default {
  forbidden: [
    law('no-cycle', {}, { circular: true }, 'A circle hides the order of the dataflow. Break it with a port in the lower layer or a fact.'),
    law(
      'no-unresolved',
      { pathNot: '[.]svelte$' },
      { couldNotResolve: true, pathNot: '^[$]app/|paraglide' },
      'Import of something that is not there.',
    ),
    law('no-undeclared-package', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }, 'Package is not in package.json.'),
    law('no-import-of-tests', { pathNot: `^tests/|${TEST}` }, { path: `^tests/|${TEST}` }, 'Product code never imports test code.'),
    law(
      'no-orphan',
      {
        orphan: true,
        pathNot: `^tests/|${TEST}|[.]d[.]ts$|[.]config[.](ts|mjs)$|log-worker[.]ts$|^web/src/(routes|service-worker)/|^web/scripts/`,
      },
      {},
      'Dead file.',
    ),

    law(
      'shared-is-pure',
      product('^shared/'),
      { pathNot: '^shared/|node_modules/(yjs|y-protocols|lib0|valibot|prosemirror-model|@internationalized/date)(/|$)' },
      'shared has no IO and no platform.',
    ),
    law('server-not-web', { path: '^server/' }, { path: '^web/' }, 'server and web meet only in shared.'),
    law('web-not-server', { path: '^web/' }, { path: '^server/' }, 'server and web meet only in shared. Type imports count.'),

    law('runtime-is-bottom', product(`${SERVER}runtime/`), { path: `${SERVER}(?!runtime/)` }),
    law('port-knows-no-adapter', product(`${SERVER}store/port/`), { path: `${SERVER}(?!store/port/)` }),
    law(
      'adapter-only-port',
      product(`${SERVER}store/(sqlite|postgres|memory)/`),
      { path: `${SERVER}(?!store/(port|$1)/|runtime/)` },
      'An adapter sees its port, itself and runtime.',
    ),
    law(
      'domain-only-port',
      product(`${SERVER}domain/`),
      { path: `${SERVER}(?!domain/|store/port/|runtime/)` },
      'Rules of the product do not know who asks or who stores.',
    ),
    law('sync-not-sideways', product(`${SERVER}sync/`), { path: `${SERVER}(?!sync/|domain/|store/port/|runtime/)` }),
    law('live-not-sideways', product(`${SERVER}live/`), { path: `${SERVER}(?!live/|domain/|runtime/)` }),
    law(
      'http-not-sideways',
      product(`${SERVER}http/`),
      { path: `${SERVER}(?!http/|domain/|runtime/)` },
      'A route calls the domain, never the store and never a socket.',
    ),
    law(
      'sample-only-domain',
      product(`${SERVER}sample/`),
      { path: `${SERVER}(?!sample/|domain/|runtime/|store/port/)` },
      'The sample is written through the verbs that people use.',
    ),
    law(
      'only-compose-wires',
      { path: SERVER, pathNot: `${SERVER}(compose|main|config)[.]ts|${SERVER}store/|${TEST}` },
      { path: `${SERVER}store/(sqlite|postgres|memory)/` },
    ),
    law(
      'room-knows-no-connection',
      product(`${SERVER}sync/(room|peer|bus|handshake|presence)`),
      { path: `${SERVER}sync/(connection|gateway)[.]ts` },
      'A room sees Peer, an interface. Keeps the line straight.',
    ),
    law('only-config-reads-env', { path: `${SERVER}`, pathNot: `${SERVER}(config|main)[.]ts|${TEST}` }, { path: '^node:process$' }),

    law('home-of-sqlite', { path: SERVER, pathNot: `${SERVER}store/sqlite/|${TEST}` }, { path: '^(node:)?sqlite$' }),
    ...HOMES.map(([name, library, home]) =>
      law(
        `home-of-${name}`,
        { pathNot: `${home}|${TEST}|^web/(vite[.]config|scripts)` },
        { path: `node_modules/${library}(/|$)` },
        `One home for each outside library: ${home}`,
      ),
    ),

    law(
      'ui-alone',
      product('^web/src/lib/ui/'),
      { path: '^web/src/(?!lib/(ui|paraglide)/)|^shared/' },
      'A button knows nothing of documents.',
    ),
    law('edge-below-state', product('^web/src/lib/(api|sync|live)/'), { path: '^web/src/(lib/(features|ui)|routes)/' }),
    law('state-below-features', product('^web/src/lib/state/'), { path: '^web/src/(lib/(features|ui)|routes)/' }),
    law(
      'feature-not-feature',
      product('^web/src/lib/features/([^/]+)/'),
      { path: '^web/src/lib/features/(?!$1/)|^web/src/routes/' },
      'Features meet in a route.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)paraglide/|[.]svelte-kit|^web/build' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'svelte', 'node', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.mjs'],
    },
  },
};
