// What was proposed, by whom, where and when, and what came of it?
//
// One row for a proposal and each plan that it is about, or that is about it.
//
// Parameters:
//   state (state): proposals of this state only, of its bodies, regions and posts in these, or of who represented any of them at the meeting or came from it.
//   body (body): proposals made at a meeting of this body, by it or about it only.
//   meeting (meeting or event): proposals made at this meeting only.
//   status (choice of proposal-result): proposals that fared so at the meeting only.
// Columns:
//   proposal (name): what was proposed, by the name of its record.
//   proposal_id (id): its id.
//   by (names): who made it; empty where no source names anyone.
//   by_group (text): who made it, in words, where a source names no one actor.
//   meeting (name): the meeting at which it was made; null where no source names one.
//   meeting_id (id): its id.
//   date (text): the meeting's date, in EDTF; null where no source gives one, and then the row is last.
//   place (text): where the meeting was held; null of a videoconference, and where no source tells.
//   text (text): what, in our words.
//   condition (text): on what it was made to depend.
//   result (text): accepted, declined, under-discussion, welcomed or not-stated, at the meeting itself.
//   plan (name): a plan that took it up or speaks of it; null where none is known.
//   plan_id (id): its id.
//   outcome (text): what came of the plan, such as held, changed, not-found or not-stated; null without a plan.
//   became (name): what the plan turned into; null where nothing is known.
//   became_id (id): its id.
//   basis (text): stated, inferred or common-knowledge, of the proposal.
//   source (list): the sources of the proposal.
//   locator (list): the places in them, as records cite them.
//   outcome_basis (text): stated, inferred or common-knowledge: of the plan, or inferred where a claim of its outcome or of what it became is; null without a plan.
//   outcome_source (list): the sources of the plan and of those claims.
//   outcome_locator (list): the places in them, as records cite them.
MATCH (one:Proposal)
WHERE ($status IS NULL OR one.result = $status)
  AND ($meeting IS NULL OR EXISTS { MATCH (one)-[:PROPOSED_AT]->(:Event {id: $meeting}) })
  AND ($body IS NULL
       OR EXISTS { MATCH (one)-[:PROPOSED_AT]->(:Event)-[:OF_BODY]->(:Body {id: $body}) }
       OR EXISTS { MATCH (one)-[:PROPOSED_BY|ABOUT]->(:Body {id: $body}) })
  AND ($state IS NULL
       OR EXISTS { MATCH (one)-[:PROPOSED_BY]->()-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]->(:State {id: $state}) }
       OR EXISTS { MATCH (one)-[:PROPOSED_BY]->(actor)<-[:PARTICIPANT|IN_POST]-(p:Participation)<-[:HAS_PARTICIPATION]-(:Event)<-[:PROPOSED_AT]-(one),
                         (p)-[:REPRESENTS|FROM_STATE]->()-[:BODY_OF_STATE|REGION_OF*0..1]->(:State {id: $state}) })
OPTIONAL MATCH (one)-[:PROPOSED_AT]->(m:Event)
OPTIONAL MATCH (one)-[:PROPOSED_AT]->(:Event)-[:HELD_IN]->(place:Place)
OPTIONAL MATCH (one)-[:ABOUT]-(later:Plan)
// Where there is no plan, the proposal stands for it: the embedded engine searches the whole graph for
// a pattern that begins at nothing.
WITH DISTINCT one, m, place, later, coalesce(later, one) AS plan
OPTIONAL MATCH (plan)-[:BECAME]->(thing)
WITH one, m, place, later, thing,
     [(one)-[:PROPOSED_BY]->(actor) | actor.name] AS actors,
     [(one)-[:STATED_IN]->(passage:Passage) | passage.id] AS places,
     EXISTS { MATCH (plan)-[:HAS_CLAIM]->(c:Claim)
              WHERE c.property IN ['outcome', 'became'] AND c.rank <> 'rejected' AND c.basis = 'inferred' } AS inferred,
     [(plan)-[:STATED_IN]->(passage:Passage) | passage.id]
     + [(plan)-[:HAS_CLAIM]->(c:Claim)-[:STATED_IN]->(passage:Passage)
        WHERE c.property IN ['outcome', 'became'] AND c.rank <> 'rejected' | passage.id] AS plan_places
WITH one, m, place, later, thing, actors, places, inferred,
     CASE WHEN later IS NULL THEN [] ELSE plan_places END AS later_places
RETURN one.name AS proposal,
       one.id AS proposal_id,
       actors AS by,
       one.by_group AS by_group,
       m.name AS meeting,
       m.id AS meeting_id,
       m.dates AS date,
       place.name AS place,
       one.text AS text,
       one.condition AS condition,
       one.result AS result,
       later.name AS plan,
       later.id AS plan_id,
       later.outcome AS outcome,
       thing.name AS became,
       thing.id AS became_id,
       one.basis AS basis,
       [id IN places | split(id, '/passage/')[0]] AS source,
       [id IN places | replace(id, '/passage/', '#')] AS locator,
       CASE WHEN later IS NOT NULL AND inferred THEN 'inferred' ELSE later.basis END AS outcome_basis,
       [id IN later_places | split(id, '/passage/')[0]] AS outcome_source,
       [id IN later_places | replace(id, '/passage/', '#')] AS outcome_locator
ORDER BY CASE WHEN m.start_date IS NULL THEN 1 ELSE 0 END, m.start_date, one.id, coalesce(later.id, '')
