import type { ManagedVisit } from '@polyclinic/contract'
import { Alert, Anchor, Button, Container, Group, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { ClinicContact } from '../../patient/visits/clinic-contact.tsx'
import { LinkPage } from '../link-page.tsx'
import { CancelQuestion } from './cancel-question.tsx'
import { ManagedFacts } from './managed-facts.tsx'
import { MoveQuestion } from './move-question.tsx'

interface Props {
  readonly clinic: string
  readonly token: string
}

/** One visit, by the link of a notice about it: when and where; another time, or none. */
export function ManagedVisitPage({ clinic, token }: Props) {
  const { t } = useTranslation(['mail-links', 'mine'])
  const asked = useAsk('showManagedVisit', { clinic, body: { token } })
  if (isProblem(asked.error, 'proof-refused', 'clinic-unknown')) {
    return <LinkPage title={t('broken.title')} text={t('broken.visit')} />
  }
  return (
    <Container size="sm" px={0}>
      <title>{`${t('visit.title')} · Polyclinic`}</title>
      <Stack gap="lg">
        <Title order={1}>{t('visit.title')}</Title>
        <Asked of={asked} lines={4}>
          {({ body }) => <Known visit={body} token={token} />}
        </Asked>
        <ClinicContact clinic={clinic} />
        <Anchor component={Link} to="/visits">
          {t('visit.all')}
        </Anchor>
      </Stack>
    </Container>
  )
}

function Known({ visit, token }: { readonly visit: ManagedVisit; readonly token: string }) {
  const { t } = useTranslation(['mail-links', 'mine'])
  const [doing, setDoing] = useState<'move' | 'cancel'>()
  const [said, say] = useState<string>()
  const isOpen = visit.status === 'booked' || visit.status === 'pending'
  const done = (words: string) => {
    setDoing(undefined)
    say(words)
  }
  const begin = (what: 'move' | 'cancel') => {
    say(undefined)
    setDoing(what)
  }
  return (
    <>
      {said && (
        <Alert
          key={said}
          ref={(note) => note?.focus()}
          tabIndex={-1}
          role="status"
          color="green"
          title={said}
        />
      )}
      {isOpen && visit.displacedAt && !said && (
        <Alert color="orange" title={t('mine:visits.chooseAnother')}>
          {t('visit.displaced')}
        </Alert>
      )}
      <ManagedFacts visit={visit} />
      {isOpen && doing === 'move' && (
        <MoveQuestion
          visit={visit}
          token={token}
          onMoved={() => done(t('visit.moved'))}
          onClose={() => setDoing(undefined)}
        />
      )}
      {isOpen && doing !== 'move' && (
        <Group gap="sm">
          <Button variant={visit.displacedAt ? 'filled' : 'default'} h={44} onClick={() => begin('move')}>
            {t('mine:visit.move')}
          </Button>
          <Button variant="default" h={44} onClick={() => begin('cancel')}>
            {t('mine:visit.cancel')}
          </Button>
        </Group>
      )}
      <CancelQuestion
        visit={visit}
        token={token}
        opened={isOpen && doing === 'cancel'}
        onCancelled={() => done(t('visit.cancelled'))}
        onClose={() => setDoing(undefined)}
      />
    </>
  )
}
