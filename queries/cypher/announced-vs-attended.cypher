// Who was announced for or invited to a meeting, and what is known of who then came?
//
// One row for each participation that the records have as announced, invited or absent, or of which a
// source that they do not reject claims that it was announced or invited, and for whoever is known
// only as the one whose place another took. The same as the one expected is the same
// person; where either is not named, the holder of the same post; for a group the group of that name,
// for a party alone whoever represents it. To come is to be present: in person, by video link, or in a
// way that is not stated. Nobody is taken as absent whom no source says to be.
//
// Parameters:
//   meeting (meeting or event): this meeting only.
//   body (body): meetings and other events of this body only.
//   from (first day): what may have gone on that day or later; nothing of open date.
//   to (last day): what may have begun by that day; nothing of open date.
// Columns:
//   event (name): the meeting or other event.
//   event_id (id): its id.
//   date (text): its date, in EDTF; null where no source gives one, and then the row is last.
//   expected (name): who was expected: the person, else the group, else the post, else the party.
//   expected_id (id): the id of that person, post or party; null for a group.
//   represents (name): the state, region or body for which the one was expected; null where no source tells.
//   represents_id (id): its id.
//   status (text): announced or invited; absent, of one of whom no source says either; null of one who is known only by whose place was taken.
//   level (text): the level of the one expected; null where no source tells.
//   outcome (text): attended, by the same; somebody else came, for the same party or in the place of the one expected; absent; else not stated.
//   came (names): who came, named like the one expected; none where nobody is known to have come.
//   level_came (text): the highest level of these; null where none is known.
//   basis (text): stated or common-knowledge, where all that the row rests on is; else inferred.
//   source (list): the sources, of the expectation and of who came or was absent.
//   locator (list): the places in them, as records cite them.
// Step:
//   announced_vs_attended (outcomes): the outcome for each one expected.
// Selected:
//   event (text): the meeting or other event.
//   event_id (id): its id.
//   date (text): its date.
//   told_in (id): the participation that tells of the one expected.
//   expected (text): who was expected.
//   expected_id (id): the id of that one.
//   represents (text): the party.
//   represents_id (id): its id.
//   status (text): as recorded of the one expected.
//   level (text): the level of the one expected.
//   basis (text): of the expectation.
//   places (list): where the expectation stands.
//   other (text): somebody who attended or was absent, and has the person, post, group or party in common or took the place; null where there is none.
//   is_same (boolean): whether that is the one expected.
//   is_instead (boolean): whether that one took part for the same party, or in the place of the one expected.
//   is_present (boolean): whether that one came.
//   other_level (text): the level of that one.
//   other_rank (integer): its place on the scale, 1 the highest.
//   other_basis (text): of that one's participation.
//   other_places (list): where it stands.
CALL {
  UNWIND CASE WHEN $meeting IS NULL AND $body IS NULL THEN [true] ELSE [] END AS every
  MATCH (m:Event)
  RETURN m
  UNION
  MATCH (m:Event {id: $meeting})
  RETURN m
  UNION
  MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Event)
  WHERE $meeting IS NULL
  RETURN m
}
WITH m
WHERE ($body IS NULL OR $meeting IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
  AND ($from IS NULL OR m.end_date >= $from)
  AND ($to IS NULL OR m.start_date <= $to)
CALL {
  WITH m
  MATCH (m)-[:HAS_PARTICIPATION]->(a:Participation)
  OPTIONAL MATCH (a)-[:HAS_CLAIM]->(c:Claim {property: 'status'})
  WHERE c.value IN ['announced', 'invited'] AND c.rank <> 'rejected'
  WITH a, CASE WHEN a.status IN ['announced', 'invited'] THEN null ELSE c END AS c
  WHERE a.status IN ['announced', 'invited', 'absent'] OR c IS NOT NULL
  OPTIONAL MATCH (a)-[:PARTICIPANT]->(person:Person)
  OPTIONAL MATCH (a)-[:IN_POST]->(office:Post)
  OPTIONAL MATCH (a)-[:REPRESENTS]->(party)
  RETURN a, coalesce(c, a) AS fact, CASE WHEN c IS NULL THEN a.id ELSE '' END AS own, person, office, party,
         a.group AS crowd, coalesce(c.value, a.status) AS told, a.level AS level_told
  UNION
  WITH m
  MATCH (m)-[:HAS_PARTICIPATION]->(a:Participation)-[:IN_PLACE_OF]->(missed)
  WHERE NOT EXISTS { MATCH (m)-[:HAS_PARTICIPATION]->(b:Participation)-[:PARTICIPANT|IN_POST|REPRESENTS]->(missed)
                     WHERE b.status <> 'unknown' }
  OPTIONAL MATCH (a)-[:IN_PLACE_OF]->(person:Person)
  OPTIONAL MATCH (a)-[:IN_PLACE_OF]->(office:Post)
  OPTIONAL MATCH (a)-[:IN_PLACE_OF]->(side:State|Region|Body)
  OPTIONAL MATCH (a)-[:REPRESENTS]->(for)
  RETURN a, a AS fact, '' AS own, person, office, coalesce(side, for) AS party,
         null AS crowd, null AS told, null AS level_told
}
CALL {
  WITH m, own, person, office, party, crowd
  MATCH (m)-[:HAS_PARTICIPATION]->(q:Participation)
  WHERE q.id <> own AND q.status IN ['attended', 'absent']
  OPTIONAL MATCH (q)-[:PARTICIPANT]->(who:Person)
  OPTIONAL MATCH (q)-[:IN_POST]->(post:Post)
  OPTIONAL MATCH (q)-[:REPRESENTS]->(side)
  OPTIONAL MATCH (q)-[:IN_PLACE_OF]->(left)
  WITH q, coalesce(who.name, q.group, post.name, side.name) AS name,
       q.status = 'attended' AND NOT coalesce(q.mode, '') IN ['video-address', 'written-greeting'] AS there,
       CASE WHEN person.id IS NOT NULL AND who.id IS NOT NULL THEN person.id = who.id
            WHEN office.id IS NOT NULL THEN coalesce(office.id = post.id, false)
            WHEN person.id IS NOT NULL THEN false
            WHEN crowd IS NOT NULL THEN coalesce(crowd = q.group, false) AND coalesce(party.id, '') = coalesce(side.id, '')
            ELSE coalesce(party.id = side.id, false) END AS same,
       coalesce(party.id = side.id, false) OR coalesce(left.id = person.id, false)
       OR coalesce(left.id = office.id, false) OR coalesce(left.id = party.id, false) AS related,
       coalesce(person.id = who.id, false) OR coalesce(office.id = post.id, false)
       OR coalesce(crowd = q.group, false) AS alike
  WHERE (related OR alike) AND (there OR q.status = 'absent')
  RETURN collect({id: q.id, name: name, same: same, instead: related, there: there, level: q.level, rank: q.level_rank,
                  basis: q.basis, places: [(q)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')]})
         AS found
}
UNWIND CASE WHEN size(found) = 0 THEN [{id: null}] ELSE found END AS one
RETURN m.name AS event,
       m.id AS event_id,
       m.dates AS date,
       a.id AS told_in,
       coalesce(person.name, crowd, office.name, party.name) AS expected,
       CASE WHEN person.id IS NULL AND crowd IS NOT NULL THEN null
            ELSE coalesce(person.id, office.id, party.id) END AS expected_id,
       party.name AS represents,
       party.id AS represents_id,
       told AS status,
       level_told AS level,
       fact.basis AS basis,
       [(fact)-[:STATED_IN]->(place:Passage) | replace(place.id, '/passage/', '#')] AS places,
       one.name AS other,
       one.same AS is_same,
       one.instead AS is_instead,
       one.there AS is_present,
       one.level AS other_level,
       one.rank AS other_rank,
       one.basis AS other_basis,
       coalesce(one.places, []) AS other_places
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, m.id, a.id, coalesce(told, ''), fact.id, coalesce(one.id, '')
