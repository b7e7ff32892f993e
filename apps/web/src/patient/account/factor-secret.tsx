import { Anchor, Box, Code, Group, List, Stack, Text } from '@mantine/core'
import type { SecondFactorOffer } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'

/** The secret as a picture for the phone's camera, as a link for this device, and as letters for everything else. */
export function FactorSecret({ offer }: { readonly offer: SecondFactorOffer }) {
  const { t } = useTranslation('mine')
  return (
    <Group align="flex-start" gap="lg">
      <QrCode text={offer.uri} label={t('factor.picture')} />
      <Stack gap="sm" style={{ flex: 1, minWidth: 220 }}>
        <List type="ordered" spacing={4}>
          <List.Item>{t('factor.stepApp')}</List.Item>
          <List.Item>{t('factor.stepScan')}</List.Item>
          <List.Item>{t('factor.stepCode')}</List.Item>
        </List>
        <Anchor href={offer.uri}>{t('factor.openHere')}</Anchor>
        <Text size="sm">{t('factor.byHand')}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {offer.secret.match(/.{1,4}/g)?.join(' ')}
        </Code>
      </Stack>
    </Group>
  )
}

/** Dark on white in both schemes: cameras want it so. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <Box
      bg="white"
      p={8}
      style={{ borderRadius: 8, border: '1px solid var(--mantine-color-default-border)' }}
    >
      <svg role="img" aria-label={label} width={200} height={200} viewBox={`0 0 ${size} ${size}`}>
        <path d={squares.join('')} fill="black" shapeRendering="crispEdges" />
      </svg>
    </Box>
  )
}
