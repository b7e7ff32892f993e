import '@mantine/core/styles.layer.css'
import './shell/application.css'
import { createRoot } from 'react-dom/client'
import { openWords } from './i18n/index.ts'
import { openSession } from './session/index.ts'
import { Application } from './shell/application.tsx'
import { markGoing } from './shell/mark-going.ts'
import { router } from './shell/router.tsx'

const root = createRoot(document.getElementById('root') as HTMLElement)
// both are asked at once; the first page is drawn when its words are there
void openSession()
await openWords()
markGoing(router)
root.render(<Application />)
