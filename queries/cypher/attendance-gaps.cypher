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
// Step:
//   attendance_gaps (comparison): what is known of each state at each meeting.
// Selected:
//   fact (text): what a row tells of: meeting; delegate, one who represents a state; other, one who comes from it or for its bodies or regions; status, a state's standing in a body; attestation, of one; state, one that is asked for; one of several places has a row for each.
//   meeting_id (id): the meeting.
//   meeting (text): its name.
//   date (text): its date, in EDTF.
//   first_day (date): the first day, of the meeting, the status or the attestation; the first one possible.
//   last_day (date): the last day, or the last one possible; null of a status that is not known to have ended.
//   body_id (id): the body that met, which has the status or is part of the one that has it.
//   state_id (id): the state.
//   state (text): its name.
//   told_in (id): the participation, the status or the attestation.
//   kind (text): the status of attendance, or the kind of status.
//   mode (text): how one took part.
//   level_rank (integer): its place on the scale, 1 the highest.
//   basis (text): on what the fact rests.
//   place (text): where it stands; of a meeting, where all its delegations are named.
MATCH (s:State {id: $state})
RETURN 'state' AS fact, null AS meeting_id, null AS meeting, null AS date, null AS first_day,
       null AS last_day, null AS body_id, s.id AS state_id, s.name AS state, null AS told_in, null AS kind,
       null AS mode, null AS level_rank, null AS basis, null AS place
ORDER BY s.id
UNION ALL
MATCH (m:Meeting)
WHERE ($meeting IS NULL OR m.id = $meeting)
  AND ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
OPTIONAL MATCH (m)-[:OF_BODY]->(b:Body)
OPTIONAL MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(cited:Passage)
RETURN 'meeting' AS fact, m.id AS meeting_id, m.name AS meeting, m.dates AS date, m.start_date AS first_day,
       m.end_date AS last_day, b.id AS body_id, null AS state_id, null AS state, null AS told_in,
       null AS kind, null AS mode, null AS level_rank, null AS basis,
       replace(cited.id, '/passage/', '#') AS place
ORDER BY m.id, cited.id
UNION ALL
MATCH (m:Meeting)
WHERE ($meeting IS NULL OR m.id = $meeting)
  AND ($body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
MATCH (m)-[:HAS_PARTICIPATION]->(p:Participation)-[way:REPRESENTS|FROM_STATE]->(side)-[:BODY_OF_STATE|REGION_OF*0..1]->(s:State)
WHERE $state IS NULL OR s.id = $state
MATCH (p)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN type(way) = 'REPRESENTS' AND side.id = s.id THEN 'delegate' ELSE 'other' END AS fact,
       m.id AS meeting_id, null AS meeting, null AS date, null AS first_day, null AS last_day,
       null AS body_id, s.id AS state_id, s.name AS state, p.id AS told_in, p.status AS kind, p.mode AS mode,
       p.level_rank AS level_rank, p.basis AS basis, replace(cited.id, '/passage/', '#') AS place
ORDER BY p.id, s.id, type(way) DESC, cited.id
UNION ALL
MATCH (b:Body)
WHERE ($body IS NULL OR b.id = $body)
  AND ($meeting IS NULL OR EXISTS { MATCH (:Meeting {id: $meeting})-[:OF_BODY]->(b) })
MATCH (b)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status)<-[:HAS_STATUS]-(s:State)
WHERE $state IS NULL OR s.id = $state
MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN span.id = k.id THEN 'status' ELSE 'attestation' END AS fact, null AS meeting_id,
       null AS meeting, null AS date, span.start_date AS first_day, span.end_date AS last_day,
       b.id AS body_id, s.id AS state_id, s.name AS state, span.id AS told_in, k.kind AS kind, null AS mode,
       null AS level_rank, span.basis AS basis, replace(cited.id, '/passage/', '#') AS place
ORDER BY span.id, b.id, cited.id
