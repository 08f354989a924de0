// Which states sat together, in which formats, year by year?
//
// A state sat in a meeting where somebody who represents it was present: attended in person, by video
// link, or in a way that no source states. A meeting that may have been in either of two years, or in
// none that is known, does not count.
//
// Parameters:
//   state (state): pairs of this state with others only.
//   body (body): meetings of this body only.
//   from (first day): meetings only that were held on this day or later; one of which less than the day is known counts where all its possible days do.
//   to (last day): meetings only that were held on this day or earlier, likewise.
// Columns:
//   year (integer): the year.
//   state (name): one of the two states; the one that is asked for.
//   state_id (id): its id.
//   other (name): the other one.
//   other_id (id): its id.
//   times (integer): at how many meetings of the year both sat.
//   formats (list): the bodies that met, each with the number of these meetings; of a meeting of no body, its kind.
//   meetings (list): the ids of these meetings.
//   state_meetings (integer): in how many meetings of the year the first of the two sat, so far as is known.
//   complete_lists (integer): at how many of those a source names all delegations; at the others, a state that is not named may have sat too.
//   basis (text): stated, where every presence counted is; common-knowledge, where every one is; else inferred.
//   source (list): the sources of the presences counted.
//   locator (list): the places in them, as records cite them.
// Selected:
//   meeting_id (id): a meeting.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   complete (boolean): whether a source names all its delegations.
//   format (text): the body that met, else the kind of meeting.
//   present (list): each presence at it: actor, basis, places that state it, name.
// Step:
//   met_states (python): every two states that share a meeting, counted by year.
CALL {
  MATCH (:State {id: $state})-[:REPRESENTED_AT]->(m:Meeting)
  RETURN m
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Meeting)
  WHERE $state IS NULL
  RETURN m
  UNION
  MATCH (m:Meeting)
  WHERE $state IS NULL AND $body IS NULL
  RETURN m
}
WITH m
WHERE ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.start_date >= $from)
  AND ($to IS NULL OR m.end_date <= $to)
OPTIONAL MATCH (m)-[:OF_BODY]->(body:Body)
RETURN m.id AS meeting_id,
       m.start_date AS start_date,
       m.end_date AS end_date,
       EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete,
       coalesce(body.name, m.kind) AS format,
       [(m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:REPRESENTS]->(who:State)
        WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
        | who.id + ' ' + p.basis + ' '
          + reduce(text = '', id IN [(p)-[:STATED_IN]->(place:Passage) | place.id] | text + id + ',') + ' ' + who.name] AS present
ORDER BY m.id
