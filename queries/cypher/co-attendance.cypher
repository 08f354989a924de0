// Who was at the same meeting as whom, how often, and at which meetings?
//
// Counted is who was present: attended in person, by video link, or in a way that no source states.
// A session or another part of a meeting, an exhibition or a briefing is no meeting and does not count.
// Where no actor is given, all pairs of persons or of states are counted.
//
// Parameters:
//   actor (person or state): pairs of this actor with others only.
//   other (person or state): the pair of the actor with this one only.
//   kind (one of person, state): with whom; where it is not given, of the actor's own kind, else persons.
//   body (body): meetings of this body only.
//   from (first day): meetings only that were held on this day or later; one of which less than the day is known counts where all its possible days do.
//   to (last day): meetings only that were held on this day or earlier, likewise; with either, undated ones do not count.
//   top (integer): so many pairs at most, those that met most often; all where it is not given.
// Columns:
//   actor (name): one of the two; the one that is asked for.
//   actor_id (id): its id.
//   other (name): the other one.
//   other_id (id): its id.
//   times (integer): at how many meetings both were present.
//   first (date): the first day of the first of them, or the first one possible; null where none is dated.
//   last (date): the last day of the last of them, or the last one possible; null where none is dated.
//   meetings (list): the ids of these meetings.
//   actor_meetings (integer): at how many meetings the first of the two was present, so far as is known.
//   complete_lists (integer): at how many of those a source names all delegations; at the others, who is not named may have been there.
//   basis (text): stated, where every presence counted is; common-knowledge, where every one is; else inferred.
//   source (list): the sources of the presences counted.
//   locator (list): the places in them, as records cite them.
// Selected:
//   meeting_id (id): a meeting.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   complete (boolean): whether a source names all its delegations.
//   present (list): each presence at it: actor, basis, places that state it, name.
// Step:
//   co_attendance (python): every two who share a meeting, counted in one pass.
CALL {
  MATCH (:Person|State {id: coalesce($actor, $other)})-[:ATTENDED|REPRESENTED_AT]->(m:Meeting)
  RETURN m
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Meeting)
  WHERE $actor IS NULL AND $other IS NULL
  RETURN m
  UNION
  MATCH (m:Meeting)
  WHERE $actor IS NULL AND $other IS NULL AND $body IS NULL
  RETURN m
}
WITH m
WHERE ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.start_date >= $from)
  AND ($to IS NULL OR m.end_date <= $to)
RETURN m.id AS meeting_id,
       m.start_date AS start_date,
       m.end_date AS end_date,
       EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete,
       CASE WHEN any(x IN [coalesce($kind, $actor, $other, 'person'), $actor, $other] WHERE x STARTS WITH 'person')
            THEN [(m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:PARTICIPANT]->(who:Person)
                  WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
                  | who.id + ' ' + p.basis + ' '
                    + reduce(text = '', id IN [(p)-[:STATED_IN]->(place:Passage) | place.id] | text + id + ',') + ' ' + who.name]
            ELSE [] END
       + CASE WHEN any(x IN [coalesce($kind, $actor, $other, 'person'), $actor, $other] WHERE x STARTS WITH 'state')
              THEN [(m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:REPRESENTS]->(who:State)
                    WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
                    | who.id + ' ' + p.basis + ' '
                      + reduce(text = '', id IN [(p)-[:STATED_IN]->(place:Passage) | place.id] | text + id + ',') + ' ' + who.name]
              ELSE [] END AS present
ORDER BY m.id
