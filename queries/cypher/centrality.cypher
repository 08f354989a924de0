// Who was at the centre of the network of those who met, year by year?
//
// Two are neighbours in the network of a year where both were present at one of its meetings: attended
// in person, by video link, or in a way that no source states. A meeting that may have been in either
// of two years, or in none that is known, does not count. What no source states weighs nothing, so who
// is named more often looks more central: the columns on meetings say how much is known.
//
// Parameters:
//   body (body): meetings of this body only.
//   from (first day): meetings only that were held on this day or later; one of which less than the day is known counts where all its possible days do.
//   to (last day): meetings only that were held on this day or earlier, likewise.
//   kind (one of person, state): the network of persons, or of the states that they represented; of persons where it is not given.
// Columns:
//   year (integer): the year.
//   actor (name): who was present.
//   actor_id (id): the id.
//   degree (integer): with how many others the actor shared a meeting.
//   weighted_degree (integer): at how many meetings with each of them, added up.
//   betweenness (decimal): the share of the shortest paths between two others that lead through the actor, each pair counting alike; null for a network of more than 300 actors.
//   meaning (text): what the measures say, and whether they are exact.
//   actor_meetings (integer): at how many meetings of the year the actor was present, so far as is known.
//   year_meetings (integer): how many meetings of the year there are.
//   named (integer): at how many of these anybody of this kind is known to have been present.
//   complete_lists (integer): at how many of these a source names all delegations.
//   basis (text): of the actor's own presences: stated, where every one is; common-knowledge, where every one is; else inferred.
//   source (list): the sources of the actor's own presences.
//   locator (list): the places in them, as records cite them.
// Selected:
//   meeting_id (id): a meeting.
//   start_date (date): its first day, or the first one possible.
//   end_date (date): its last day, or the last one possible.
//   complete (boolean): whether a source names all its delegations.
//   present (list): each presence at it: actor, basis, places that state it, name.
// Step:
//   centrality (networkx): the network of each year, and the measures of each actor in it.
CALL {
  MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Meeting)
  RETURN m
  UNION
  MATCH (m:Meeting)
  WHERE $body IS NULL
  RETURN m
}
WITH m
WHERE ($from IS NULL OR m.start_date >= $from)
  AND ($to IS NULL OR m.end_date <= $to)
RETURN m.id AS meeting_id,
       m.start_date AS start_date,
       m.end_date AS end_date,
       EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete,
       CASE WHEN coalesce($kind, 'person') = 'person'
            THEN [(m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:PARTICIPANT]->(who:Person)
                  WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
                  | who.id + ' ' + p.basis + ' '
                    + reduce(text = '', id IN [(p)-[:STATED_IN]->(place:Passage) | place.id] | text + id + ',') + ' ' + who.name]
            ELSE [] END
       + CASE WHEN coalesce($kind, 'person') = 'state'
              THEN [(m)-[:HAS_PARTICIPATION]->(p:Participation {status: 'attended'})-[:REPRESENTS]->(who:State)
                    WHERE p.mode IS NULL OR p.mode IN ['in-person', 'video-link']
                    | who.id + ' ' + p.basis + ' '
                      + reduce(text = '', id IN [(p)-[:STATED_IN]->(place:Passage) | place.id] | text + id + ',') + ' ' + who.name]
              ELSE [] END AS present
ORDER BY m.id
