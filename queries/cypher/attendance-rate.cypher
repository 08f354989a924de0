// How often did each state take part in the meetings of each format, and at which level?
//
// Counted are the meetings at which a state was expected: it was a member of the body that met or of
// one above it, from the first to the last day of the meeting, as level-of-representation has it.
// Only presence counts as attended: in person, by video link, or in a way that is not stated, of
// somebody who represents the state; a video address or a greeting does not, nor an announcement.
// A state and a format of which nothing is counted have no row.
//
// Parameters:
//   state (state): this state only.
//   body (body): meetings of this body only.
//   from (first day): meetings that may have gone on that day or later; none of open date.
//   to (last day): meetings that may have begun by that day; none of open date.
// Columns:
//   state (name): the state.
//   state_id (id): its id.
//   body (name): the body that met.
//   body_id (id): its id.
//   meetings (integer): at how many of the meetings in the graph the state was expected.
//   attended (integer): at how many of these it was present.
//   levels (list): the highest level of those who were present, and at how many of the meetings attended; not stated, where no level is.
//   absent (integer): from how many it was absent, as a source says or as a complete list of delegations leaves it out.
//   not_stated (integer): of how many no source tells either.
//   known_percent (integer): of how many in a hundred meetings it is known whether it was present; null where it was expected at none.
//   attended_percent (integer): of a hundred meetings of which that is known, at how many it was present; null where it is known of none.
//   not_expected (integer): at how many more it was present without being known as a member.
//   basis (text): stated or common-knowledge, where every fact counted is; else inferred.
//   source (list): the sources of the facts counted, of membership, presence and absence.
//   locator (list): the places in them, as records cite them.
// Step:
//   attendance_rate (counts): the meetings of each state and format, counted.
// Selected:
//   state (text): the state.
//   state_id (id): its id.
//   body (text): the body that met.
//   body_id (id): its id.
//   meeting_id (id): the meeting.
//   expected (boolean): whether the state is known as a member on its days.
//   attendance (text): present, absent or not stated.
//   level (text): the level of the one present; null where no source tells.
//   bases (list): on what the facts of the row rest.
//   locator (list): where they stand.
CALL {
  MATCH (b:Body {id: $body})
  RETURN b
  UNION
  MATCH (b:Body)
  WHERE $body IS NULL
  RETURN b
}
CALL {
  // What shows a state as a member on all days of a meeting.
  WITH b
  MATCH (b)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})<-[:HAS_STATUS]-(s:State)
  WHERE $state IS NULL OR s.id = $state
  MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(cited:Passage)
  MATCH (b)<-[:OF_BODY]-(m:Meeting)
  WHERE span.start_date <= m.start_date AND (span.end_date >= m.end_date OR span.end_date IS NULL)
    AND ($from IS NULL OR m.end_date >= $from)
    AND ($to IS NULL OR m.start_date <= $to)
  RETURN m.id AS meeting_id, s.id AS state_id, s.name AS state, cited.id AS place, span.basis AS ground, null AS key
  UNION ALL
  // Who represents it there: the least by presence, level and id stands for the state.
  WITH b
  MATCH (b)<-[:OF_BODY]-(m:Meeting)
  WHERE ($from IS NULL OR m.end_date >= $from)
    AND ($to IS NULL OR m.start_date <= $to)
  MATCH (m)-[:HAS_PARTICIPATION]->(one:Participation)-[:REPRESENTS]->(s:State)
  WHERE $state IS NULL OR s.id = $state
  RETURN m.id AS meeting_id, s.id AS state_id, s.name AS state, null AS place, null AS ground,
         CASE WHEN one.status = 'attended' AND NOT coalesce(one.mode, '') IN ['video-address', 'written-greeting'] THEN '0 '
              WHEN one.status = 'absent' THEN '2 ' ELSE '1 ' END
         + toString(100 + coalesce(one.level_rank, 99)) + ' ' + one.id AS key
}
WITH b.id AS body_id, b.name AS body, meeting_id, state_id, state,
     collect(place) AS shown, collect(ground) AS grounds, min(key) AS least
WITH meeting_id, body_id, body, state_id, state, shown, grounds, least, coalesce(least STARTS WITH '0', false) AS present
WHERE present OR size(shown) > 0
// The part of who stands for the state; the meeting itself, which has no status, where nobody represents it.
MATCH (part {id: coalesce(split(least, ' ')[2], meeting_id)})
WHERE part:ScoNode
WITH meeting_id, body_id, body, state_id, state, shown, grounds, present, part,
     [(part)-[:ALL_DELEGATIONS_NAMED_IN]->(list:Passage) | list.id] AS lists,
     [(part)-[:HAS_PARTICIPATION]->(:Participation)-[:FROM_STATE|REPRESENTS]->()
      -[:BODY_OF_STATE|REGION_OF*0..1]->(near:State) | near.id] AS nears,
     CASE WHEN present OR part.status = 'absent' THEN [(part)-[:STATED_IN]->(passage:Passage) | passage.id]
          ELSE [] END AS told
WITH meeting_id, body_id, body, state_id, state, shown, grounds, present, part, lists, told,
     size(lists) > 0 AND NOT state_id IN nears AS missed
RETURN state AS state,
       state_id AS state_id,
       body AS body,
       body_id AS body_id,
       meeting_id AS meeting_id,
       size(shown) > 0 AS expected,
       CASE WHEN present THEN 'present' WHEN missed OR part.status = 'absent' THEN 'absent'
            ELSE 'not stated' END AS attendance,
       CASE WHEN present THEN part.level END AS level,
       grounds + CASE WHEN size(told) > 0 THEN [part.basis] WHEN missed THEN ['inferred'] ELSE [] END AS bases,
       [id IN shown + told + CASE WHEN missed THEN lists ELSE [] END | replace(id, '/passage/', '#')] AS locator
ORDER BY state_id, body_id, meeting_id
