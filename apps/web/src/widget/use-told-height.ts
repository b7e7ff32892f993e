import { useEffect } from 'react'

/** Tells the page around us how high we are, and tells nobody else: the browser delivers it to that origin alone. */
export function useToldHeight(host: string | undefined): void {
  useEffect(() => {
    if (host === undefined || window.parent === window) return
    const root = document.getElementById('root') as HTMLElement
    const tell = () => {
      const height = Math.ceil(root.getBoundingClientRect().height)
      window.parent.postMessage({ type: 'polyclinic:height', height }, host)
    }
    const onMessage = ({ origin, source, data }: MessageEvent) => {
      if (origin === host && source === window.parent && data?.type === 'polyclinic:hello') tell()
    }
    const watch = new ResizeObserver(tell)
    watch.observe(root)
    addEventListener('message', onMessage)
    return () => {
      watch.disconnect()
      removeEventListener('message', onMessage)
    }
  }, [host])
}
