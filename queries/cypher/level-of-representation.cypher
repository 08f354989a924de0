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
// Step:
//   level_of_representation (comparison): the one who stands for each state at each meeting.
// Selected:
//   fact (text): what a row tells of: meeting; delegate, one who represents a state; other, one who comes from it or for its bodies or regions; status, a state's standing in a body; attestation, of one; one of several places has a row for each.
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
//   level (text): the level of one who took part.
//   level_rank (integer): its place on the scale, 1 the highest.
//   head (text): the person, else the post.
//   is_guest (boolean): whether one took part as an observer or a guest.
//   basis (text): on what the fact rests.
//   place (text): where it stands; of a meeting, where all its delegations are named.
MATCH (m:Meeting)
WHERE $body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) }
OPTIONAL MATCH (m)-[:OF_BODY]->(b:Body)
OPTIONAL MATCH (m)-[:ALL_DELEGATIONS_NAMED_IN]->(cited:Passage)
RETURN 'meeting' AS fact, m.id AS meeting_id, m.name AS meeting, m.dates AS date, m.start_date AS first_day,
       m.end_date AS last_day, b.id AS body_id, null AS state_id, null AS state, null AS told_in,
       null AS kind, null AS mode, null AS level, null AS level_rank, null AS head, null AS is_guest,
       null AS basis, replace(cited.id, '/passage/', '#') AS place
ORDER BY m.id, cited.id
UNION ALL
MATCH (m:Meeting)
WHERE $body IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) }
MATCH (m)-[:HAS_PARTICIPATION]->(p:Participation)-[way:REPRESENTS|FROM_STATE]->(side)-[:BODY_OF_STATE|REGION_OF*0..1]->(s:State)
MATCH (p)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN type(way) = 'REPRESENTS' AND side.id = s.id THEN 'delegate' ELSE 'other' END AS fact,
       m.id AS meeting_id, null AS meeting, null AS date, null AS first_day, null AS last_day,
       null AS body_id, s.id AS state_id, s.name AS state, p.id AS told_in, p.status AS kind, p.mode AS mode,
       p.level AS level, p.level_rank AS level_rank,
       coalesce([(p)-[:PARTICIPANT]->(person:Person) | person.name][0],
                [(p)-[:IN_POST]->(post:Post) | post.name][0]) AS head,
       'observer' IN p.roles OR 'guest' IN p.roles AS is_guest, p.basis AS basis,
       replace(cited.id, '/passage/', '#') AS place
ORDER BY p.id, s.id, type(way) DESC, cited.id
UNION ALL
MATCH (b:Body)
WHERE $body IS NULL OR b.id = $body
MATCH (b)-[:PART_OF_BODY*0..5]->(:Body)<-[:STATUS_IN]-(k:Status {kind: 'member'})<-[:HAS_STATUS]-(s:State)
MATCH (k)-[:HAS_ATTESTATION*0..1]->(span)-[:STATED_IN]->(cited:Passage)
RETURN CASE WHEN span.id = k.id THEN 'status' ELSE 'attestation' END AS fact, null AS meeting_id,
       null AS meeting, null AS date, span.start_date AS first_day, span.end_date AS last_day,
       b.id AS body_id, s.id AS state_id, s.name AS state, span.id AS told_in, k.kind AS kind, null AS mode,
       null AS level, null AS level_rank, null AS head, null AS is_guest, span.basis AS basis,
       replace(cited.id, '/passage/', '#') AS place
ORDER BY span.id, b.id, cited.id
