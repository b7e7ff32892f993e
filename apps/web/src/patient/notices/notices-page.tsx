import { Alert, Anchor, Button, Radio, Stack, Switch, Text } from '@mantine/core'
import type { Me, NoticePreferences } from '@polyclinic/contract'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { VersionsNote } from '../../elements/versions-note.tsx'
import { OwnPage } from '../own/own-page.tsx'
import { Section } from '../own/section.tsx'

/** How I wish to be told of visits: mine, and those of whom I act for. */
export function NoticesPage() {
  const { t } = useTranslation('mine')
  return (
    <OwnPage title={t('notices.title')} lead={t('notices.lead')}>
      {(me) => <Notices me={me} />}
    </OwnPage>
  )
}

function Notices({ me }: { readonly me: Me }) {
  const known = useAsk('showNoticePreferences', {})
  return <Asked of={known}>{({ body }) => <Wishes me={me} known={body} />}</Asked>
}

/** Every order of ways that one can wish, by a name of its own. */
const ways = ['email', 'email-sms', 'sms-email', 'sms'] as const
type Way = (typeof ways)[number]
const wayOf = ({ channels }: Pick<NoticePreferences, 'channels'>) => channels.join('-') as Way
const channelsOf = (way: Way) => way.split('-') as NoticePreferences['channels']

function Wishes({ me, known }: { readonly me: Me; readonly known: NoticePreferences }) {
  const { t } = useTranslation(['mine', 'shell'])
  const [seen, setSeen] = useState(known)
  const [way, setWay] = useState(wayOf(known))
  const [reminders, setReminders] = useState(known.reminders)
  const edit = useAct('editNoticePreferences', ['showNoticePreferences'])
  const conflict = isProblem(edit.error, 'version-mismatch') ? edit.error : undefined
  const current = conflict?.problem['current'] as NoticePreferences | undefined
  const show = (now: NoticePreferences) => {
    setSeen(now)
    setWay(wayOf(now))
    setReminders(now.reminders)
  }
  const save = (version: number) =>
    edit.mutate(
      { body: { channels: channelsOf(way), reminders }, ifMatch: version },
      { onSuccess: ({ body }) => show(body) },
    )
  const onOff = (on: boolean) => t(on ? 'notices.on' : 'notices.off')
  return (
    <Section title={t('notices.how')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save(seen.version)
        }}
      >
        <Stack>
          <Radio.Group
            label={t('notices.way')}
            value={way}
            onChange={(value) => {
              setWay(value as Way)
              edit.reset()
            }}
          >
            <Stack gap="sm" mt="xs">
              {ways.map((each) => (
                <Radio key={each} value={each} label={t(`notices.ways.${each}`)} py={6} />
              ))}
            </Stack>
          </Radio.Group>
          {way.includes('sms') && !me.patient?.phone && (
            <Alert color="yellow" title={t('notices.noPhone')}>
              <Anchor component={Link} to="/account">
                {t('notices.addPhone')}
              </Anchor>
            </Alert>
          )}
          <Switch
            label={t('notices.reminders')}
            description={t('notices.remindersText')}
            checked={reminders}
            onChange={({ currentTarget }) => {
              setReminders(currentTarget.checked)
              edit.reset()
            }}
          />
          <Text size="sm" c="dimmed" maw={640}>
            {t('notices.always')}
          </Text>
          {current ? (
            <VersionsNote
              rows={[
                {
                  label: t('notices.way'),
                  mine: t(`notices.ways.${way}`),
                  theirs: t(`notices.ways.${wayOf(current)}`),
                },
                { label: t('notices.reminders'), mine: onOff(reminders), theirs: onOff(current.reminders) },
              ]}
              busy={edit.isPending}
              mineLabel={t('person.saveMine')}
              onMine={() => save(current.version)}
              onTheirs={() => {
                show(current)
                edit.reset()
              }}
            />
          ) : (
            <ProblemNote error={edit.error} />
          )}
          {edit.isSuccess && <Alert role="status" color="green" title={t('saved')} />}
          <Button type="submit" h={44} w="fit-content" loading={edit.isPending}>
            {t('shell:save')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
