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
//   fact (text): what a row tells of: meeting; delegate, one who represents a state; other, one who comes from it or for its bodies or regions; status, a state's standing in a body; attestation, of one; one of several places has a row for each.
//   meeting_id (id): the meeting.
//   first_day (date): the first day, of the meeting, the status or the attestation; the first one possible.
//   last_day (date): the last day, or the last one possible; null of a status that is not known to have ended.
//   body_id (id): the body that met, which has the status or is part of the one that has it.
//   body (text): the name of the body that met.
//   state_id (id): the state.
//   state (text): its name.
//   told_in (id): the participation, the status or the attestation.
//   kind (text): the status of attendance, or the kind of status.
//   mode (text): how one took part.
//   level (text): the level of one who took part.
//   level_rank (integer): its place on the scale, 1 the highest.
//   basis (text): on what the fact rests.
//   place (text): where it stands; of a meeting, where all its delegations are named.
MATCH (b:Body)
WHERE $body IS NULL OR b.id = $body
MATCH (b)<-[:OF_BODY]-(m:Meeting)
WHERE ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
OPTIONAL MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(cited:Passage)
RETURN 'meeting' AS fact, m.id AS meeting_id, m.start_date AS first_day, m.end_date AS last_day,
       b.id AS body_id, b.name AS body, null AS state_id, null AS state, null AS told_in, null AS kind,
       null AS mode, null AS level, null AS level_rank, null AS basis,
       replace(cited.id, '/passage/', '#') AS place
ORDER BY m.id, cited.id
UNION ALL
MATCH (b:Body)
WHERE $body IS NULL OR b.id = $body
MATCH (b)<-[:OF_BODY]-(m:Meeting)
WHERE ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
MATCH (m)-[:HAS_PARTICIPATION]->(p:Participation)-[way:REPRESENTS|FROM_STATE]->(side)-[:BODY_OF_STATE|REGION_OF*0..1]->(s:State)
WHERE $state IS NULL OR s.id = $state
MATCH (p)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN type(way) = 'REPRESENTS' AND side.id = s.id THEN 'delegate' ELSE 'other' END AS fact,
       m.id AS meeting_id, null AS first_day, null AS last_day, null AS body_id, null AS body,
       s.id AS state_id, s.name AS state, p.id AS told_in, p.status AS kind, p.mode AS mode, p.level AS level,
       p.level_rank AS level_rank, p.basis AS basis, replace(cited.id, '/passage/', '#') AS place
ORDER BY p.id, s.id, type(way) DESC, cited.id
UNION ALL
MATCH (b:Body)
WHERE $body IS NULL OR b.id = $body
MATCH (b)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})<-[:HAS_STATUS]-(s:State)
WHERE $state IS NULL OR s.id = $state
MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN span.id = k.id THEN 'status' ELSE 'attestation' END AS fact, null AS meeting_id,
       span.start_date AS first_day, span.end_date AS last_day, b.id AS body_id, null AS body,
       s.id AS state_id, s.name AS state, span.id AS told_in, k.kind AS kind, null AS mode, null AS level,
       null AS level_rank, span.basis AS basis, replace(cited.id, '/passage/', '#') AS place
ORDER BY span.id, b.id, cited.id
