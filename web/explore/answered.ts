/** What a view of *Esplora* answers, the map painted by it and how both go on paper: for the screen and the dossier alike. */
import { useMemo } from 'react'
import type { Scene } from '../map/scene.ts'
import type { Picture } from '../statement/picture/picture.ts'
import type { Statement } from '../view/statement.ts'
import { addressOf, type View } from '../view/view.ts'
import { words as disclosureWords } from '../words/disclosure.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { words as layerWords } from '../words/layers.ts'
import { words as questionWords } from '../words/questions.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words } from '../words/territory.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { type Explored, withoutAreas } from './explored.ts'
import { areaLabels } from './headline.ts'
import { type Answer, useQuestion } from './questions.ts'

const nothingAnswered: Statement = {
  title: '',
  note: '',
  columns: [],
  rows: [],
  definitions: [],
  sources: [],
}

/** The answer of the chosen question; while question or figures are not there, what is known: names, and why no more. */
function useAnswer(view: View, explored: Explored, { part, facts }: ReturnType<typeof useQuestion>): Answer {
  const language = useLanguage()
  // Moving the map asks nothing new.
  const address = addressOf({ ...view, camera: null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address says all of the view but its camera
  const still = useMemo<View>(() => ({ ...view, camera: null }), [address])
  return useMemo(() => {
    const w = words[language]
    const d = disclosureWords[language]
    const { figures, areas } = explored
    const placeless = withoutAreas(explored) && !part?.anywhere
    if (part && !placeless && (figures === 'ready' || part.alone))
      return part.answer({ view: still, explored, language, facts })
    const need = still.need ? vocabularyWords[language].needGroup[still.need] : w.allNeeds
    const period = figures === 'no_such_period' ? w.periodShort(still.period!) : ''
    const said = period
      ? { title: w.headlineMissing(need, period, d.missing.not_published), note: w.noSuchRelease(period) }
      : {
          title: questionWords[language].names[still.question],
          note: {
            loading: w.loadingFigures,
            failed: w.figuresFailed,
            none: w.noReleaseYet,
            ready: placeless ? w.noAreas : questionWords[language].loading,
            no_such_period: '',
          }[figures],
        }
    const silent = figures === 'loading' || figures === 'failed' || figures === 'ready'
    const values = silent ? [] : explored.values
    return {
      statement: { ...nothingAnswered, ...said },
      fills: new Map(values.map(({ area, missing }) => [area, missing])),
      labels: areaLabels({ w, d, areas, values, threshold: 8 }),
    }
  }, [part, still, explored, language, facts])
}

export type Answered = {
  question: ReturnType<typeof useQuestion>
  /** The question itself has spoken, and not only why it cannot yet. */
  answered: boolean
  answer: Answer
  scene: Scene
  /** With the release it was made from, so that what is quoted or kept can be found again. */
  statement: Statement
  picture: Picture
}

/** The surface of needs by cell in the words of its card. */
function useSurfaceTold({ more }: Explored): NonNullable<Picture['surface']> | null {
  const t = useWords(words)
  const w = useWords(layerWords)
  const { needs, surface } = more.cells
  return useMemo(
    () =>
      needs && surface
        ? {
            scale: `${w.surfaceUnit} · ${
              needs.macro
                ? w.surfaceOfYear(w.macro[needs.macro], t.periodShort(needs.period))
                : w.surfaceOf(t.periodShort(needs.period))
            }`,
            classes: surface.breaks.map((to, index) =>
              t.classRange(w.number(index === 0 ? 0 : surface.breaks[index - 1]!), w.number(to)),
            ),
            hatched: { few: w.states.few, uncertain: w.states.uncertain },
          }
        : null,
    [needs, surface, t, w],
  )
}

export function useAnswered(view: View, explored: Explored): Answered {
  const question = useQuestion(view, explored)
  const answer = useAnswer(view, explored, question)
  const { areas, figures, release } = explored
  const { shade, layers } = view
  const scene = useMemo<Scene>(
    () => ({
      ...explored.scene,
      areas: areas.map(area => {
        const fill = layers.includes('needs') ? (answer.fills.get(area.properties.id) ?? null) : null
        return { area, fill: shade === null || String(fill) === shade ? fill : null }
      }),
    }),
    [explored.scene, areas, answer.fills, layers, shade],
  )
  const statement = useMemo<Statement>(
    () => ({
      ...answer.statement,
      hypothesis: answer.hypothesis?.text ?? null,
      period: answer.statement.period ?? release?.period ?? null,
    }),
    [answer, release],
  )
  const surface = useSurfaceTold(explored)
  const w = useWords(words)
  const { groups } = useWords(resourceWords)
  const signs = useMemo(
    () => ({ families: groups, centre: w.centre, how: w.layerNotes.resources }),
    [groups, w],
  )
  const picture = useMemo<Picture>(
    () => ({
      scene,
      surface,
      signs,
      groundLeftOut: view.ground !== (scene.ground ?? 'schematic'),
      ...(answer.paper ?? {
        scale: '',
        classes: [],
        called: {},
        shows: answer.statement.columns[1]?.key ?? '',
      }),
    }),
    [scene, surface, signs, answer, view.ground],
  )
  const answered = question.part !== null && (figures === 'ready' || question.part.alone === true)
  return { question, answered, answer, scene, statement, picture }
}
