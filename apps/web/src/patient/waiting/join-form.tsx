import { Alert, Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { issuesOf, useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useLive } from '../../live/index.ts'
import { addDays, todayIn } from '../../time/index.ts'
import { type PartOfDay, partsOfDay } from '../address-search.ts'
import { type Person, PersonChoice } from '../own/people.tsx'
import type { SearchOfWaiting } from '../own/searches.ts'
import { Section } from '../own/section.tsx'
import type { NamedClinic } from './use-waiting-clinics.ts'

interface Props {
  readonly clinics: readonly NamedClinic[]
  readonly people: readonly Person[]
  readonly wish: SearchOfWaiting
}

/** Where, and then what: the kinds of visit and the doctors are the clinic's. */
export function JoinForm({ clinics, people, wish }: Props) {
  const { t } = useTranslation('mine')
  const [clinic, setClinic] = useState(wish.clinic ?? clinics[0]?.slug ?? '')
  const about = useAsk('showClinic', { clinic }, { staleTime: 300_000 })
  // from before one waits: a time that is given back in the very moment is told of too
  useLive(clinic ? [`slots:${clinic}`] : [])
  return (
    <Section title={t('waiting.joinTitle')} text={t('waiting.joinText')}>
      {clinics.length > 1 && (
        <NativeSelect
          label={t('visit.clinic')}
          maw={420}
          value={clinic}
          data={clinics.map(({ slug, name }) => ({
            value: slug,
            label: slug === clinic ? (about.data?.body.name ?? name) : name,
          }))}
          onChange={({ currentTarget }) => setClinic(currentTarget.value)}
        />
      )}
      <Asked of={about} lines={4}>
        {({ body }) => (
          <WishForm
            key={body.slug}
            clinic={body.slug}
            clinicName={body.name}
            today={todayIn(body.timeZone)}
            people={people}
            wish={wish}
          />
        )}
      </Asked>
    </Section>
  )
}

interface WishProps extends Omit<Props, 'clinics'> {
  readonly clinic: string
  readonly clinicName: string
  readonly today: string
}

function WishForm({ clinic, clinicName, today, people, wish }: WishProps) {
  const { t } = useTranslation('mine')
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 300_000 })
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 300_000 })
  const [form, setForm] = useState({
    visitType: wish.visitType ?? '',
    doctor: wish.doctor ?? '',
    from: wish.from ?? today,
    to: wish.to ?? addDays(today, 13),
    of: wish.of,
    parts: [] as readonly PartOfDay[],
  })
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const join = useAct('joinWaitlist', ['listWaitlist', 'listOwnWaitlist'])
  const change = (changed: Partial<typeof form>) => {
    setForm({ ...form, ...changed })
    setKey(crypto.randomUUID())
    join.reset()
  }
  const known = types.data?.body.items ?? []
  const usual = known.find(({ code }) => code === 'consultation') ?? known[0]
  const visitType = form.visitType || usual?.code || ''
  const issues = issuesOf(join.error)
  const submit = () =>
    join.mutate(
      {
        clinic,
        idempotencyKey,
        body: {
          visitType,
          from: form.from,
          to: form.to,
          ...(form.doctor && { doctors: [form.doctor] }),
          ...(form.parts.length > 0 && { partsOfDay: [...form.parts] }),
          ...(form.of && { patientId: form.of }),
        },
      },
      {
        onSuccess() {
          setKey(crypto.randomUUID())
        },
      },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack maw={640}>
        <PersonChoice people={people} label={t('visit.for')} of={form.of} onChoose={(of) => change({ of })} />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <NativeSelect
            label={t('visit.what')}
            miw={200}
            value={visitType}
            data={known.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={({ currentTarget }) => change({ visitType: currentTarget.value })}
          />
          <NativeSelect
            label={t('visit.doctor')}
            miw={200}
            value={form.doctor}
            data={[
              { value: '', label: t('anyDoctor') },
              ...(doctors.data?.body.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget }) => change({ doctor: currentTarget.value })}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t('waiting.from')}
            required
            min={today}
            value={form.from}
            error={issues['from'] && t('waiting.badDays')}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('waiting.to')}
            required
            min={form.from}
            value={form.to}
            error={issues['to'] && t('waiting.badDays')}
            onChange={({ currentTarget }) => change({ to: currentTarget.value })}
          />
        </Group>
        <Checkbox.Group
          label={t('waiting.parts')}
          description={t('waiting.partsHint')}
          value={[...form.parts]}
          onChange={(chosen) => change({ parts: partsOfDay.filter((part) => chosen.includes(part)) })}
        >
          <Group mt="sm" gap="lg">
            {partsOfDay.map((part) => (
              <Checkbox key={part} value={part} label={t(`waiting.part.${part}`)} py={6} />
            ))}
          </Group>
        </Checkbox.Group>
        <ProblemNote error={join.error} />
        {join.isSuccess && (
          <Alert
            role="status"
            color="green"
            title={t(`waiting.joined.${join.data.body.state}`, {
              clinic: clinicName,
              defaultValue: t('waiting.joined.waiting', { clinic: clinicName }),
            })}
          />
        )}
        <Button type="submit" h={44} w="fit-content" loading={join.isPending} disabled={!visitType}>
          {t('waiting.join')}
        </Button>
      </Stack>
    </form>
  )
}
