import { Alert, Button, Code, CopyButton, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../elements/index.ts'

interface Props {
  readonly codes: readonly string[]
  readonly onClose: () => void
}

/** Shown this once. Whoever closes them says that they are kept. */
export function RecoveryCodes({ codes, onClose }: Props) {
  const { t } = useTranslation('mine')
  const text = codes.join('\n')
  return (
    <Alert role="status" color="clinic" title={t('codes.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('codes.text')}</Text>
        <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs" maw={420}>
          {codes.map((code) => (
            <Code key={code} fz="md">
              {code}
            </Code>
          ))}
        </SimpleGrid>
        <Group gap="sm">
          <Button
            variant="default"
            h={44}
            onClick={() => saveFile('polyclinic-recovery-codes.txt', `${text}\n`, 'text/plain')}
          >
            {t('codes.save')}
          </Button>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" h={44} onClick={copy}>
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button h={44} onClick={onClose}>
            {t('codes.kept')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
