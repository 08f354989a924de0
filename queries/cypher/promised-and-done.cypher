// What was planned, drafted or announced, and what came of it?
//
// One row for a plan; for a draft, an act by which a document was planned, drafted, agreed in draft or
// worked on, and each stronger act on it that is not known to be earlier; and for an invitation, who was
// invited to an event or announced for it.
//
// Parameters:
//   body (body): plans and documents of this body, and invitations to its meetings, only.
//   meeting (meeting or event): plans that were stated, drafts that were made at this meeting and invitations to it only.
//   state (state): plans that it or one of its regions, bodies or posts is to host, is party to or stated; drafts that these made or are party to; and invitations of these and of who comes from it.
//   from (first day): promises only whose latest possible day is this one or a later one; undated ones count no more.
//   to (last day): promises only whose earliest possible day is this one or an earlier one; undated ones count no more.
// Columns:
//   promise (text): plan, draft or invitation.
//   thing (name): the plan; the document; or the event to which somebody was invited.
//   thing_id (id): its id.
//   said (text): what is planned: an event, document, body or activity; planned, drafted, agreed-in-draft or continued; invited or announced.
//   who (names): who stated the plan or made the draft, or who was invited or announced; empty where no source tells.
//   meeting (name): the meeting at which it was planned or drafted, or to which somebody was invited; null where no source names one.
//   meeting_id (id): its id.
//   date (text): the date for which a plan was made, else of that meeting; of the draft; of the event; in EDTF; null where no source gives one, and then the row is last.
//   outcome (text): of a plan, such as held, adopted, changed, open or not-found; the stronger act; attended or absent; not-stated where nothing was found.
//   became (name): what the plan turned into, or the meeting of the stronger act; null where no source tells.
//   became_id (id): its id.
//   basis (text): stated, inferred or common-knowledge, of the promise.
//   source (list): the sources of the promise.
//   locator (list): the places in them, as records cite them.
//   outcome_basis (text): stated, inferred or common-knowledge, of what came of it; inferred where a claim of a plan's outcome or of what it became is; null for not-stated.
//   outcome_source (list): the sources of what came of it; empty for not-stated.
//   outcome_locator (list): the places in them, as records cite them.
CALL {
  MATCH (w:Plan)
  WHERE ($body IS NULL OR EXISTS { MATCH (w)-[:OF_BODY]->(:Body {id: $body}) })
    AND ($meeting IS NULL OR EXISTS { MATCH (w)-[:PLANNED_AT]->(:Event {id: $meeting}) })
    AND ($state IS NULL OR EXISTS { MATCH (w)-[:HOSTED_BY|BETWEEN_PARTY|PLANNED_BY]->()
                                          -[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]->(:State {id: $state}) })
  OPTIONAL MATCH (w)-[:PLANNED_AT]->(m:Event)
  OPTIONAL MATCH (w)-[:PLANNED_BY]->(actor)
  OPTIONAL MATCH (w)-[:BECAME]->(later)
  RETURN 'plan' AS sort, w AS one, w AS made, w.kind AS words, [coalesce(actor.name, w.by_group)] AS actors, m,
         w.dates AS dated, w.start_date AS dated_first, w.end_date AS dated_last,
         CASE w.outcome WHEN 'not-stated' THEN null ELSE w END AS done, w.outcome AS result, later
  UNION ALL
  CALL {
    UNWIND CASE WHEN $body IS NULL AND $meeting IS NULL AND $state IS NULL THEN [true] ELSE [] END AS every
    MATCH (d:Document)
    RETURN d
    UNION
    MATCH (:State {id: $state})<-[:BODY_OF_STATE|REGION_OF*0..1]-()<-[:HAS_PARTY]-(d:Document)
    WHERE $body IS NULL AND $meeting IS NULL
    RETURN d
    UNION
    MATCH (:State {id: $state})<-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]-()<-[:BY]-(made:DocumentAct)<-[:HAS_ACT]-(d:Document)
    WHERE $body IS NULL AND $meeting IS NULL AND made.act IN ['planned', 'drafted', 'agreed-in-draft', 'continued']
    RETURN d
    UNION
    MATCH (:Event {id: $meeting})<-[:AT_EVENT]-(:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d
    UNION
    MATCH (:Body {id: $body})<-[:DOCUMENT_OF]-(d:Document)
    WHERE $meeting IS NULL
    RETURN d
  }
  MATCH (d)-[:HAS_ACT]->(a:DocumentAct)
  WHERE a.act IN ['planned', 'drafted', 'agreed-in-draft', 'continued']
    AND ($body IS NULL OR $meeting IS NULL OR EXISTS { MATCH (d)-[:DOCUMENT_OF]->(:Body {id: $body}) })
    AND ($meeting IS NULL OR EXISTS { MATCH (a)-[:AT_EVENT]->(:Event {id: $meeting}) })
    AND ($state IS NULL
         OR EXISTS { MATCH (d)-[:HAS_PARTY]->()-[:BODY_OF_STATE|REGION_OF*0..1]->(:State {id: $state}) }
         OR EXISTS { MATCH (a)-[:BY]->()-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]->(:State {id: $state}) })
  OPTIONAL MATCH (a)-[:AT_EVENT]->(m:Event)
  WITH d, a, m, CASE WHEN a.dates IS NULL THEN m.start_date ELSE a.start_date END AS since
  OPTIONAL MATCH (d)-[:HAS_ACT]->(f:DocumentAct)
  WHERE f.act IN ['agreed', 'approved', 'adopted', 'signed', 'issued', 'entered-into-force']
    AND NOT coalesce(f.end_date < since, false)
    AND NOT EXISTS { MATCH (f)-[:AT_EVENT]->(n:Event) WHERE f.dates IS NULL AND n.end_date < since }
  WITH d, a, m, f, coalesce(f, d) AS act
  OPTIONAL MATCH (act)-[:AT_EVENT]->(later:Event)
  RETURN 'draft' AS sort, d AS one, a AS made, a.act AS words, [(a)-[:BY]->(actor) | actor.name] + [a.by_group] AS actors, m,
         a.dates AS dated, a.start_date AS dated_first, a.end_date AS dated_last,
         f AS done, coalesce(f.act, 'not-stated') AS result, later
  UNION ALL
  // From the meeting, the body or the state that is given; from every event if there is none.
  CALL {
    UNWIND CASE WHEN $meeting IS NULL AND $body IS NULL AND $state IS NULL THEN [true] ELSE [] END AS every
    MATCH (m:Event)-[:HAS_PARTICIPATION]->(p:Participation)
    WHERE p.status IN ['invited', 'announced'] OR EXISTS { MATCH (p)-[:HAS_CLAIM]->(:Claim {property: 'status'}) }
    RETURN m, p
    UNION
    MATCH (m:Event {id: $meeting})-[:HAS_PARTICIPATION]->(p:Participation)
    RETURN m, p
    UNION
    MATCH (:Body {id: $body})<-[:OF_BODY]-(m:Event)-[:HAS_PARTICIPATION]->(p:Participation)
    WHERE $meeting IS NULL
    RETURN m, p
    UNION
    MATCH (:State {id: $state})<-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]-()<-[:REPRESENTS|IN_POST|FROM_STATE]-(p:Participation)
    WHERE $meeting IS NULL AND $body IS NULL AND p.status IN ['invited', 'announced']
    MATCH (p)<-[:HAS_PARTICIPATION]-(m:Event)
    RETURN m, p
    UNION
    MATCH (:Claim {property: 'status'})<-[:HAS_CLAIM]-(p:Participation)<-[:HAS_PARTICIPATION]-(m:Event)
    WHERE $state IS NOT NULL AND $meeting IS NULL AND $body IS NULL AND NOT p.status IN ['invited', 'announced']
    RETURN m, p
  }
  WITH m, p
  WHERE ($body IS NULL OR $meeting IS NULL OR EXISTS { MATCH (m)-[:OF_BODY]->(:Body {id: $body}) })
    AND (p.status IN ['invited', 'announced'] OR EXISTS { MATCH (p)-[:HAS_CLAIM]->(:Claim {property: 'status'}) })
  OPTIONAL MATCH (p)-[:HAS_CLAIM]->(c:Claim {property: 'status'})
  WHERE c.value IN ['invited', 'announced'] AND c.rank <> 'rejected'
  WITH m, p, c
  // Of a state alone, those invited or announced are of that state already.
  WHERE (c IS NOT NULL OR p.status IN ['invited', 'announced'])
    AND ($state IS NULL OR ($meeting IS NULL AND $body IS NULL AND p.status IN ['invited', 'announced']) OR EXISTS { MATCH (p)-[:REPRESENTS|IN_POST|FROM_STATE]->()
                                          -[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]->(:State {id: $state}) })
  OPTIONAL MATCH (p)-[:PARTICIPANT]->(person:Person)
  OPTIONAL MATCH (p)-[:IN_POST]->(post:Post)
  OPTIONAL MATCH (p)-[:REPRESENTS]->(party)
  WITH m, p, c, coalesce(person, post, party, p) AS expected, coalesce(person.name, post.name, p.group, party.name) AS called
  OPTIONAL MATCH (m)-[:HAS_PARTICIPATION]->(q:Participation)
  WHERE q.status IN ['attended', 'absent']
    AND (q.id = p.id
         OR (NOT p.status IN ['attended', 'absent']
             AND EXISTS { MATCH (q)-[:PARTICIPANT|IN_POST|REPRESENTS]->(expected) }))
  WITH m, p, c, called, q, coalesce(q, p) AS came
  OPTIONAL MATCH (came)-[:HAS_CLAIM]->(k:Claim {property: 'status'})
  WHERE k.value = q.status AND k.rank <> 'rejected'
  RETURN 'invitation' AS sort, m AS one, coalesce(c, p) AS made, coalesce(c.value, p.status) AS words, [called] AS actors, m,
         m.dates AS dated, m.start_date AS dated_first, m.end_date AS dated_last,
         coalesce(k, q) AS done, coalesce(q.status, 'not-stated') AS result, null AS later
}
// Where nothing came of it, the promise stands for that: the embedded engine searches the whole graph
// for a pattern that begins at nothing.
WITH sort, one, made, words, actors, m, done, coalesce(done, made) AS found, result, later, coalesce(dated, m.dates) AS day,
     CASE WHEN dated IS NULL THEN m.start_date ELSE dated_first END AS first,
     CASE WHEN dated IS NULL THEN m.end_date ELSE dated_last END AS last
WHERE ($from IS NULL OR (day IS NOT NULL AND coalesce(last >= $from, true)))
  AND ($to IS NULL OR (day IS NOT NULL AND coalesce(first <= $to, true)))
WITH sort, one, made, words, actors, m, done, result, later, day, first,
     [(made)-[:STATED_IN]->(passage:Passage) | passage.id] AS places,
     [(found)-[:STATED_IN]->(passage:Passage) | passage.id]
     + [(found)-[:HAS_CLAIM]->(c:Claim)-[:STATED_IN]->(passage:Passage)
        WHERE c.property IN ['outcome', 'became'] AND c.rank <> 'rejected' | passage.id] AS found_places,
     done IS NOT NULL AND EXISTS { MATCH (found)-[:HAS_CLAIM]->(c:Claim)
                                   WHERE c.property IN ['outcome', 'became'] AND c.rank <> 'rejected' AND c.basis = 'inferred' } AS inferred
WITH sort, one, made, words, actors, m, done, result, later, day, first, places, inferred,
     CASE WHEN done IS NULL THEN [] ELSE found_places END AS done_places
RETURN sort AS promise,
       one.name AS thing,
       one.id AS thing_id,
       words AS said,
       [actor IN actors WHERE actor IS NOT NULL] AS who,
       m.name AS meeting,
       m.id AS meeting_id,
       day AS date,
       result AS outcome,
       later.name AS became,
       later.id AS became_id,
       made.basis AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator,
       CASE WHEN inferred THEN 'inferred' ELSE done.basis END AS outcome_basis,
       [id IN done_places | split(id, '/passage/')[0]] AS outcome_source,
       [id IN done_places | replace(id, '/passage/', '#')] AS outcome_locator
ORDER BY CASE WHEN first IS NULL THEN 1 ELSE 0 END, first, one.id, made.id, coalesce(done.id, '')
