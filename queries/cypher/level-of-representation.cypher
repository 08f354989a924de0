// At which level was each state represented at each meeting?
//
// One row for a meeting and a state that is represented there. Of several who represent it the row
// is of the one who attended, else whose attendance is unknown, who was announced, invited or absent,
// and among these of the highest level.
// A member that nobody represents has a row too: absent where the meeting marks a source's list of
// delegations as complete and nobody comes from that state or for its bodies or regions; else not stated.
// A member is a state with the status of member in the body that met or in one above it, from the
// first to the last day of the meeting: the status began by then and ended no earlier, or one
// attestation of it has all these days. Days between two attestations are attested by neither. So a
// state that is not known as a member of that day does not appear, nor does any for an undated meeting.
//
// Parameters:
//   body (body): meetings of this body only.
//   state (state): this state only.
// Columns:
//   meeting (text): the meeting.
//   meeting_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   state (text): the state.
//   state_id (id): its id.
//   level (text): the level of representation; null where no source tells.
//   level_rank (integer): its place on the scale, 1 the highest.
//   head (text): the person, else the post, at that level; null where no source tells.
//   status (text): attended, announced, invited, absent or unknown; not stated, of a member that nobody represents.
//   list_is_complete (boolean): whether a source names all the delegations of the meeting.
//   basis (text): stated, inferred or common-knowledge; null for not stated.
//   source (list): the sources; for a member that nobody represents, those of its membership and of the complete list.
//   locator (list): the places in them, as records cite them.
MATCH (m:Meeting)
WHERE $body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) }
WITH m, EXISTS { MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(:Passage) } AS complete
CALL {
  WITH m
  MATCH (m)-[:HAS_PARTICIPATION]->(one:Participation)-[:REPRESENTS]->(s:State)
  WHERE $state IS NULL OR s.id = $state
  WITH s, one
  ORDER BY CASE one.status WHEN 'attended' THEN 1 WHEN 'unknown' THEN 2 WHEN 'announced' THEN 3
                           WHEN 'invited' THEN 4 ELSE 5 END, coalesce(one.level_rank, 99), one.id
  WITH s, collect(one)[0] AS p
  OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
  OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
  RETURN s, p.level AS level, p.level_rank AS level_rank, coalesce(person.name, post.name) AS head,
         p.status AS status, p.basis AS basis, [(p)-[:STATED_IN]->(passage:Passage) | passage.id] AS places
  UNION
  WITH m
  MATCH (m)-[:OF_BODY]->(:Body)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'}),
        (k)<-[:HAS_STATUS]-(s:State)
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
         CASE WHEN missed THEN 'absent' ELSE 'not stated' END AS status,
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
       head AS head,
       status AS status,
       complete AS list_is_complete,
       basis AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, s.id
