export { showFigures } from './show-figures.ts'
