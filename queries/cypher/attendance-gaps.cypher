// Which member states were missing from each meeting, and do the sources tell?
//
// One row for a meeting and each state that was expected there: a member of the body that met or of
// one above it, from the first to the last day of the meeting, as level-of-representation has it. A
// state that is represented there without being known as a member has a row too. A state that is
// given has one for every meeting of a body.
// Where several represent a state, the row is of the one who was present, in person or by video link
// or in a way that is not stated, else of the one of whom most is known.
// Not stated is not absent: who is not named was absent only where the meeting marks a source's list
// of delegations as complete, and nobody comes from that state or for its bodies or regions.
//
// Parameters:
//   body (body): meetings of this body only.
//   meeting (meeting): this meeting only.
//   state (state): this state only, and also where it was not expected.
//   from (first day): meetings that may have gone on that day or later; none of open date.
//   to (last day): meetings that may have begun by that day; none of open date.
// Columns:
//   meeting (name): the meeting.
//   meeting_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   state (name): the state.
//   state_id (id): its id.
//   standing (text): member, on all days of the meeting by one status or one attestation of it, dates that are half known by their first and last possible day and an end that is not known as none; not a member, where each membership that is recorded begins later or ended before, or another standing is shown on all these days; else not stated.
//   attendance (text): present; absent, as a source says or as a complete list of delegations leaves a member out that nobody comes from; not expected, of a state that was not a member and that nobody represents; else not stated, also of one that was only announced or sent an address.
//   status (text): attended, announced, invited, absent or unknown, as recorded of the one who represents the state; null where nobody does.
//   mode (text): how that one took part; null where not stated.
//   others_from_state (boolean): whether somebody takes part, or was to, who comes from the state or for its bodies or regions without representing it.
//   list_is_complete (boolean): whether a source names all the delegations of the meeting.
//   basis (text): of the attendance: stated, inferred or common-knowledge; null for not stated where nobody represents the state.
//   source (list): the sources, of the attendance and of the standing.
//   locator (list): the places in them, as records cite them.
MATCH (m:Meeting)
WHERE ($meeting IS NULL OR m.id = $meeting)
  AND ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
CALL {
  WITH m
  MATCH (m)-[:HAS_PARTICIPATION]->(one:Participation)-[:REPRESENTS]->(s:State)
  WHERE $state IS NULL OR s.id = $state
  WITH s, one, one.status = 'attended'
               AND NOT coalesce(one.mode, '') IN ['video-address', 'written-greeting'] AS there
  ORDER BY CASE WHEN there THEN 0 WHEN one.status = 'attended' THEN 1 WHEN one.status = 'unknown' THEN 2
                WHEN one.status = 'announced' THEN 3 WHEN one.status = 'invited' THEN 4 ELSE 5 END,
           coalesce(one.level_rank, 99), one.id
  RETURN s, collect(one)[0] AS p, collect(there)[0] AS present
  UNION
  WITH m
  MATCH (m)-[:OF_BODY]->(:Body)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})
        <-[:HAS_STATUS]-(s:State)
  WHERE ($state IS NULL OR s.id = $state)
    AND NOT EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->(s) }
  MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)
  WHERE span.start_date <= m.start_date AND (span.end_date >= m.end_date OR span.end_date IS NULL)
  RETURN s, null AS p, false AS present
  UNION
  WITH m
  MATCH (m)-[:OF_BODY]->(:Body)
  MATCH (s:State {id: $state})
  WHERE NOT EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->(s) }
  RETURN s, null AS p, false AS present
}
CALL {
  WITH m, s
  MATCH (m)-[:OF_BODY]->(:Body)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status)<-[:HAS_STATUS]-(s)
  MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(cited:Passage)
  WITH k.kind = 'member' AS full, span.id = k.id AS whole, cited.id AS place,
       span.start_date <= m.start_date AND (span.end_date >= m.end_date OR span.end_date IS NULL) AS covers,
       k.start_date > m.end_date OR k.end_date < m.start_date AS apart
  RETURN collect(CASE WHEN full AND covers THEN place END) AS shown,
         collect(CASE WHEN NOT full AND covers OR full AND whole AND apart THEN place END) AS against,
         max(CASE WHEN NOT full AND covers THEN 1 ELSE 0 END) AS otherwise,
         min(CASE WHEN full THEN CASE WHEN apart THEN 1 ELSE 0 END END) AS outside
}
WITH m, s, p, present, shown, against,
     CASE WHEN size(shown) > 0 THEN 'member'
          WHEN otherwise = 1 OR outside = 1 THEN 'not a member'
          ELSE 'not stated' END AS held,
     [(m)-[:ALL_DELEGATIONS_NAMED_IN]->(list:Passage) | list.id] AS lists,
     EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:FROM_STATE]->(s) }
     OR EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->()
                       -[:BODY_OF_STATE|REGION_OF]->(s) } AS near
WITH m, s, p, present, held, lists, near,
     p IS NULL AND held = 'member' AND size(lists) > 0 AND NOT near AS missed,
     CASE held WHEN 'member' THEN shown WHEN 'not a member' THEN against ELSE [] END
     + CASE WHEN p IS NULL THEN [] ELSE [(p)-[:STATED_IN]->(passage:Passage) | passage.id] END AS places
WITH m, s, p, present, held, lists, near, missed,
     CASE WHEN missed THEN places + lists ELSE places END AS places
RETURN m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS date,
       s.name AS state,
       s.id AS state_id,
       held AS standing,
       CASE WHEN present THEN 'present'
            WHEN missed OR p.status = 'absent' THEN 'absent'
            WHEN p IS NULL AND held = 'not a member' THEN 'not expected'
            ELSE 'not stated' END AS attendance,
       p.status AS status,
       p.mode AS mode,
       near AS others_from_state,
       size(lists) > 0 AS list_is_complete,
       CASE WHEN missed OR p IS NULL AND held = 'not a member' THEN 'inferred' ELSE p.basis END AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, s.id
