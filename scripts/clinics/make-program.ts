import { Command, InvalidArgumentError, Option } from 'commander'
import type { Settings } from '../installation/read-settings.ts'
import { rebuildAppointmentsCommand } from './appointments-command.ts'
import { archiveCommand } from './archive-command.ts'
import { verifyAuditCommand } from './audit-command.ts'
import { type CommandContext, withInstallation } from './command-context.ts'
import { listErasuresCommand, replayErasuresCommand } from './erasures-commands.ts'
import { dropEventsCommand, listEventsCommand, retryEventsCommand } from './events-commands.ts'
import { exitCodes } from './exit-codes.ts'
import { checkHistoriesCommand } from './history-command.ts'
import { importCommand } from './import-command.ts'
import { dropJobsCommand, listJobsCommand, retryJobsCommand } from './jobs-commands.ts'
import { inviteCommand } from './invite-command.ts'
import { addKeyCommand, listKeysCommand, retireKeyCommand, rotateKeysCommand } from './keys-commands.ts'
import { listCommand } from './list-command.ts'
import { migrateCommand } from './migrate-command.ts'
import { onboardCommand } from './onboard-command.ts'
import { operatorCommand } from './operator-command.ts'
import { checkSearchCommand, rebuildSearchCommand } from './search-commands.ts'
import { listSigningKeysCommand, rotateSigningCommand } from './signing-keys-commands.ts'
import { showCommand } from './show-command.ts'
import { generateSlotsCommand } from './slots-command.ts'
import { stateCommand } from './state-command.ts'
import { listWebhooksCommand, replayWebhooksCommand } from './webhooks-commands.ts'

/** Each takes one connection of the administrator's and one of the control plane's: more would wait for those. */
const widest = 8

type Run<A> = (context: CommandContext, given: A) => Promise<void>

/** The operator's command line. Every verb takes `--json`; every failure is one sentence and a code other than 0. */
export function makeProgram(settings: () => Settings, interrupted: AbortSignal): Command {
  const program = new Command('clinics')
    .description('Onboard and look after the clinics of this installation.')
    .showHelpAfterError('Run with --help for the words it knows.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage))
  const open = <A>(options: { json?: boolean }, given: A, run: Run<A>) =>
    withInstallation(settings(), interrupted, options, (context) => run(context, given))
  const verb = (words: string, description: string, under: Command = program) =>
    under.command(words).description(description).option('--json', 'answer in JSON')

  verb(
    'onboard <manifest...>',
    'make the clinics that the manifest files declare; repeat it to carry on',
  ).action((files: string[], options) => open(options, files, onboardCommand))
  verb('import <csv>', 'onboard hospitals from a CSV file; repeat it to carry on, or to bring changes over')
    .option('--limit <n>', 'the first n rows only', count)
    .option('--dry-run', "say each row's verdict and change nothing")
    .option('--concurrency <n>', `how many at a time, ${widest} at most`, lanes, 4)
    .option('--template <name>', 'the staffing each gets', 'general-hospital')
    .action((file: string, options) => open(options, { ...options, file }, importCommand))
  verb('list', 'all clinics with their state').action((options) => open(options, undefined, listCommand))
  verb('show <slug>', 'one clinic with its place and its last operation').action((slug: string, options) =>
    open(options, slug, showCommand),
  )
  verb('migrate [slug...]', 'bring clinics to the newest schema; all of them when none is named')
    .option('--concurrency <n>', `how many at a time, ${widest} at most`, lanes, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, migrateCommand))
  verb('suspend <slug>', 'take no new bookings; what is booked stays').action((slug: string, options) =>
    open(options, { slug, state: 'suspended' } as const, stateCommand),
  )
  verb('resume <slug>', 'take bookings again').action((slug: string, options) =>
    open(options, { slug, state: 'active' } as const, stateCommand),
  )
  verb(
    'archive <slug>',
    'let nobody reach a clinic any more; deletes nothing, and resume brings it back',
  ).action((slug: string, options) => open(options, slug, archiveCommand))
  verb('operator <email>', 'make an operator account; its password is read from standard input').action(
    (email: string, options) => open(options, email, operatorCommand),
  )
  verb('invite <slug> <email>', "invite a clinic's admin by mail; everybody else is theirs to invite")
    .addOption(new Option('--role <role>', 'as what').choices(['clinic_admin']).default('clinic_admin'))
    .action((slug: string, email: string, options) => open(options, { slug, email }, inviteCommand))
  const slots = program.command('slots').description("the clinics' calendars")
  verb('generate [slug...]', 'bring calendars to what shifts and closures say; all when none is named', slots)
    .option('--from <day>', 'first day, such as 2026-12-01; yesterday when left out', day)
    .option('--until <day>', 'last day; the last that can be booked when left out', day)
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, generateSlotsCommand))
  const search = program.command('search').description('the search across clinics')
  verb('rebuild [slug...]', 'read anew what it knows of clinics; of all when none is named', search)
    .option('--resume', 'only what an interrupted one has left')
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, rebuildSearchCommand))
  verb('check [slug...]', 'compare what it knows with what the clinics say; all when none is named', search)
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, checkSearchCommand))
  const history = program.command('history').description('what has happened to appointments')
  verb(
    'check [slug...]',
    'rebuild every appointment from its events and compare; all clinics when none is named',
    history,
  )
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, checkHistoriesCommand))
  const appointments = program.command('appointments').description("the patients' lists across clinics")
  verb(
    'rebuild [slug...]',
    'make the lists anew from what the clinics have; all clinics when none is named',
    appointments,
  )
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, rebuildAppointmentsCommand))
  const audit = program.command('audit').description('who read or changed what of patients')
  verb(
    'verify [slug...]',
    "recompute the chains and find what was tampered with; all and the control plane's own when none is named",
    audit,
  )
    .option('--all', 'all clinics and the control plane')
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((slugs: string[], options) => open(options, { ...options, slugs }, verifyAuditCommand))
  const jobs = program.command('jobs').description('background jobs that were given up')
  verb('list', 'all of them with what they failed with', jobs).action((options) =>
    open(options, undefined, listJobsCommand),
  )
  verb('retry [id...]', 'run them again', jobs)
    .option('--all', 'all that were given up')
    .action((ids: string[], options) => open(options, { ids, all: options.all }, retryJobsCommand))
  verb('drop [id...]', 'forget them: what they were to do is not done', jobs)
    .option('--all', 'all that were given up')
    .action((ids: string[], options) => open(options, { ids, all: options.all }, dropJobsCommand))
  const events = program.command('events').description('events of clinics that could not be carried over')
  verb('list', 'all of them with what they failed with', events).action((options) =>
    open(options, undefined, listEventsCommand),
  )
  verb('retry [id...]', 'let what follows from them happen now', events)
    .option('--all', 'all that were set aside')
    .action((ids: string[], options) => open(options, { ids, all: options.all }, retryEventsCommand))
  verb('drop [id...]', 'forget them: what follows from them does not happen', events)
    .option('--all', 'all that were set aside')
    .action((ids: string[], options) => open(options, { ids, all: options.all }, dropEventsCommand))
  const webhooks = program.command('webhooks').description("where clinics' events are sent")
  verb('list <slug>', "a clinic's endpoints with their state", webhooks).action((slug: string, options) =>
    open(options, slug, listWebhooksCommand),
  )
  verb('replay <slug>', 'send again what was given up', webhooks)
    .requiredOption('--since <instant>', 'what has happened since, such as 2026-12-01T08:00:00Z')
    .option('--endpoint <id>', 'to this one; to all active ones when left out')
    .option('--all', 'what was delivered too')
    .action((slug: string, options) => open(options, { ...options, slug }, replayWebhooksCommand))
  const erasures = verb('erasures', 'erasures that some clinic has not confirmed').action((options) =>
    open(options, undefined, listErasuresCommand),
  )
  verb('replay', 'after a restore: erase anew whom the ledger names, everywhere', erasures).action(
    (options) => open(options, undefined, replayErasuresCommand),
  )
  const keys = program
    .command('keys')
    .description('the keys that wrap all others, and those that sign tokens')
  verb('list', 'the versions of the ring, and how many values are wrapped with each', keys)
    .option('--all', 'count in every clinic too')
    .action((options) => open(options, { all: options.all === true }, listKeysCommand))
  verb('add', 'a new version, which everything new is wrapped with from now on', keys).action((options) =>
    open(options, undefined, addKeyCommand),
  )
  verb('rotate', 'wrap everything with the current version; repeat it to carry on', keys)
    .option('--concurrency <n>', 'how many clinics at a time', count, 4)
    .action((options) => open(options, options, rotateKeysCommand))
  verb('retire', 'destroy a version that nothing is wrapped with any more', keys)
    .argument('<version>', 'its number', count)
    .action((version: number, options) => open(options, version, retireKeyCommand))
  verb('list-signing', 'the keys that sign tokens, with their state', keys).action((options) =>
    open(options, undefined, listSigningKeysCommand),
  )
  verb('rotate-signing', 'let the next key sign tokens; nobody is logged out', keys).action((options) =>
    open(options, undefined, rotateSigningCommand),
  )
  return program
}

function day(text: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  // the thirtieth of February is taken for the second of March
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return text
  throw new InvalidArgumentError('It is not a day such as 2026-12-01.')
}

function lanes(text: string): number {
  const number = count(text)
  if (number <= widest) return number
  throw new InvalidArgumentError(`It is above ${widest}.`)
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It is not a whole number above 0.')
}
