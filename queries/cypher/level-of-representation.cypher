// At which level was each state represented at each meeting?
//
// One row for a meeting and a state that is represented there. Of several who represent it the row
// is of the one who was present, in person or by video link or in a way that is not stated, else who
// attended by an address or a greeting, whose attendance is unknown, who was announced, invited or
// absent, and among these of the highest level.
// A member that nobody represents has a row too: absent where the meeting marks a source's list of
// delegations as complete and nobody comes from that state or for its bodies or regions; else not stated.
// A member is a state with the status of member in the body that met or in one above it, from the
// first to the last day of the meeting: the status began by then and ended no earlier, or one
// attestation of it has all these days. Days between two attestations are attested by neither. So a
// state that is not known as a member of that day does not appear, nor does any for an undated meeting.
// No source records the level at which a body usually meets. So it is counted: for each of its meetings
// of any day and each state that was present, other than as an observer or a guest, the highest level;
// the one that most have is the usual level, of several that equally many have the highest.
//
// Parameters:
//   body (body): meetings of this body only.
//   state (state): this state only.
//   from (first day): meetings that may have gone on that day or later; none of open date.
//   to (last day): meetings that may have begun by that day; none of open date.
// Columns:
//   meeting (name): the meeting.
//   meeting_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   state (name): the state.
//   state_id (id): its id.
//   level (text): the level of representation; null where no source tells.
//   level_rank (integer): its place on the scale, 1 the highest.
//   usual_level (text): the level at which the body usually meets, as counted; null where it is no meeting of a body, or fewer than three levels are known to count.
//   below_usual (boolean): whether the level is below the usual one on the scale of offices, as that of a head of government is among heads of state; null where nobody who represents the state was present, or either level is not known.
//   head (name): the person, else the post, at that level; null where no source tells.
//   status (text): attended, announced, invited, absent or unknown; not stated, of a member that nobody represents.
//   list_is_complete (boolean): whether a source names all the delegations of the meeting.
//   basis (text): stated, inferred or common-knowledge; null for not stated.
//   source (list): the sources; for a member that nobody represents, those of its membership and of the complete list.
//   locator (list): the places in them, as records cite them.
MATCH (m:Meeting)
WHERE ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
OPTIONAL MATCH (m)-[:OF_BODY]->(b:Body)
WITH b, collect(m) AS meetings
CALL {
  WITH b
  MATCH (:Body {id: b.id})<-[:OF_BODY]-(held:Meeting)-[:HAS_PARTICIPATION]->(led:Participation)-[:REPRESENTS]->(side:State)
  WHERE led.status = 'attended' AND led.level IS NOT NULL AND NOT ('observer' IN led.roles OR 'guest' IN led.roles)
    AND NOT coalesce(led.mode, '') IN ['video-address', 'written-greeting']
  WITH held, side, led
  ORDER BY led.level_rank
  WITH held, side, collect(led)[0] AS top
  WITH top.level AS counted, top.level_rank AS counted_rank, count(top) AS times
  ORDER BY times DESC, counted_rank
  RETURN collect(counted)[0] AS most, collect(counted_rank)[0] AS most_rank, sum(times) AS known
}
UNWIND meetings AS m
WITH m, CASE WHEN known > 2 THEN most END AS usual, CASE WHEN known > 2 THEN most_rank END AS usual_rank,
     EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete
CALL {
  WITH m
  MATCH (m)-[:HAS_PARTICIPATION]->(one:Participation)-[:REPRESENTS]->(s:State)
  WHERE $state IS NULL OR s.id = $state
  WITH s, one, one.status = 'attended'
               AND NOT coalesce(one.mode, '') IN ['video-address', 'written-greeting'] AS there
  ORDER BY CASE WHEN there THEN 0 WHEN one.status = 'attended' THEN 1 WHEN one.status = 'unknown' THEN 2
                WHEN one.status = 'announced' THEN 3 WHEN one.status = 'invited' THEN 4 ELSE 5 END,
           coalesce(one.level_rank, 99), one.id
  WITH s, collect(one)[0] AS p, collect(there)[0] AS present
  OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
  OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
  RETURN s, p.level AS level, p.level_rank AS level_rank, coalesce(person.name, post.name) AS head,
         p.status AS status, present AS present, p.basis AS basis,
         [(p)-[:STATED_IN]->(passage:Passage) | passage.id] AS places
  UNION
  WITH m
  MATCH (m)-[:OF_BODY]->(:Body)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})
        <-[:HAS_STATUS]-(s:State)
  WHERE ($state IS NULL OR s.id = $state)
    AND NOT EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->(s) }
  MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(passage:Passage)
  WHERE span.start_date <= m.start_date AND (span.end_date >= m.end_date OR span.end_date IS NULL)
  WITH m, s, collect(DISTINCT passage.id) AS cited,
       [(m)-[:ALL_DELEGATIONS_NAMED_IN]->(list:Passage) | list.id] AS lists,
       EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:FROM_STATE]->(s) }
       OR EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(:Participation)-[:REPRESENTS]->()
                         -[:BODY_OF_STATE|REGION_OF]->(s) } AS near
  WITH s, cited, lists, size(lists) > 0 AND NOT near AS missed
  RETURN s, null AS level, null AS level_rank, null AS head,
         CASE WHEN missed THEN 'absent' ELSE 'not stated' END AS status, false AS present,
         CASE WHEN missed THEN 'inferred' END AS basis,
         CASE WHEN missed THEN cited + lists ELSE cited END AS places
}
RETURN m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS date,
       s.name AS state,
       s.id AS state_id,
       level AS level,
       level_rank AS level_rank,
       usual AS usual_level,
       CASE WHEN present THEN level_rank > usual_rank END AS below_usual,
       head AS head,
       status AS status,
       complete AS list_is_complete,
       basis AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, s.id
