// Who signed, approved or adopted which document, and in which capacity?
//
// One row for an act and each of those who did it. Where a source names a person or a post, what they
// stood for at the meeting is added; where it names a state, region or body, whoever is a signatory for it
// at the meeting. Who is only known as a signatory at a meeting has a row without a document.
//
// Parameters:
//   document (document): acts on this document only.
//   state (state): those only who acted for this state or come from it, for one of its regions or bodies, or in a post of these; and acts of which no one doer is named, on documents to which it is a party.
//   meeting (meeting or event): acts at this meeting only.
//   person (person): acts of this person only.
// Columns:
//   document (name): the document; null for who is known to have signed at the meeting, and no source says what.
//   document_id (id): its id.
//   act (text): signed, approved or adopted.
//   person (name): the person; null where a source names a post, a party, a group or nobody.
//   person_id (id): its id.
//   post (name): the post, by the act or by the part in the meeting; null where neither names one.
//   party (name): the state, region or body for which it was done, by the act or by the part in the meeting; null where neither names one.
//   party_id (id): its id.
//   group (text): who did it, in words, where a source names no one actor.
//   parties (names): the parties to the document, as its record has them.
//   meeting (name): the meeting at which it was done; null where no source names one.
//   meeting_id (id): its id.
//   date (text): the date of the act, or else of the meeting, in EDTF; null where no source gives one, and then the row is last.
//   basis (text): stated, inferred or common-knowledge: of the act, and inferred too where the person or post is read from the part of a party in the meeting.
//   source (list): the sources of the act and of the part in the meeting.
//   locator (list): the places in them, as records cite them.
CALL {
  // From the thing that is given; from every document if there is none.
  CALL {
    MATCH (d:Document {id: $document})-[:HAS_ACT]->(a:DocumentAct)
    RETURN d, a
    UNION
    MATCH (:Event {id: $meeting})<-[:AT_EVENT]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d, a
    UNION
    MATCH (:Person {id: $person})<-[:BY]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d, a
    UNION
    MATCH (:Person {id: $person})<-[:PARTICIPANT]-(:Participation)<-[:HAS_PARTICIPATION]-(:Event)
          <-[:AT_EVENT]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d, a
    UNION
    MATCH (:State {id: $state})<-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]-()<-[:BY]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    WHERE $document IS NULL AND $meeting IS NULL AND $person IS NULL
    RETURN d, a
    UNION
    MATCH (:State {id: $state})<-[:HAS_PARTY]-(d:Document)-[:HAS_ACT]->(a:DocumentAct)
    WHERE $document IS NULL AND $meeting IS NULL AND $person IS NULL
    RETURN d, a
    UNION
    MATCH (:State {id: $state})<-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]-()<-[:REPRESENTS|IN_POST|FROM_STATE]-(p:Participation)
    WHERE $document IS NULL AND $meeting IS NULL AND $person IS NULL AND 'signatory' IN p.roles
    MATCH (p)<-[:HAS_PARTICIPATION]-(:Event)<-[:AT_EVENT]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d, a
    UNION
    // Whoever acts in person may come from the state; so few do that each is looked at.
    UNWIND CASE WHEN $state IS NOT NULL AND $document IS NULL AND $meeting IS NULL AND $person IS NULL THEN [true] ELSE [] END AS every
    MATCH (:Person|Post)<-[:BY]-(a:DocumentAct)<-[:HAS_ACT]-(d:Document)
    RETURN d, a
    UNION
    UNWIND CASE WHEN $state IS NULL AND $document IS NULL AND $meeting IS NULL AND $person IS NULL THEN [true] ELSE [] END AS every
    MATCH (d:Document)-[:HAS_ACT]->(a:DocumentAct)
    RETURN d, a
  }
  WITH d, a
  WHERE a.act IN ['signed', 'approved', 'adopted']
    AND ($document IS NULL OR d.id = $document)
    AND ($meeting IS NULL OR EXISTS { MATCH (a)-[:AT_EVENT]->(:Event {id: $meeting}) })
  OPTIONAL MATCH (a)-[:BY]->(actor)
  OPTIONAL MATCH (a)-[:AT_EVENT]->(m:Event)
  // From the meeting to those at it, as a state has parts in thousands of meetings.
  OPTIONAL MATCH (a)-[:AT_EVENT]->(:Event)-[:HAS_PARTICIPATION]->(p:Participation)-[:PARTICIPANT|IN_POST|REPRESENTS]->(doer)
  WHERE doer.id = actor.id
    AND (split(actor.id, '/')[0] IN ['person', 'post'] OR ('signatory' IN p.roles AND p.status = 'attended'))
  RETURN d, a, actor, m, p
  UNION
  CALL {
    MATCH (:Event {id: $meeting})-[:HAS_PARTICIPATION]->(p:Participation)
    RETURN p
    UNION
    MATCH (:Person {id: $person})<-[:PARTICIPANT]-(p:Participation)
    RETURN p
    UNION
    MATCH (:State {id: $state})<-[:POST_IN|BODY_OF_STATE|REGION_OF*0..2]-()<-[:REPRESENTS|IN_POST|FROM_STATE]-(p:Participation)
    WHERE $document IS NULL AND $meeting IS NULL AND $person IS NULL AND 'signatory' IN p.roles
    RETURN p
    UNION
    UNWIND CASE WHEN $state IS NULL AND $document IS NULL AND $meeting IS NULL AND $person IS NULL THEN [true] ELSE [] END AS every
    MATCH (p:Participation)
    WHERE 'signatory' IN p.roles
    RETURN p
  }
  WITH p
  WHERE $document IS NULL AND 'signatory' IN p.roles AND p.status = 'attended'
  MATCH (m:Event)-[:HAS_PARTICIPATION]->(p)
  WHERE ($meeting IS NULL OR m.id = $meeting)
    AND NOT EXISTS { MATCH (p)-[:PARTICIPANT|IN_POST|REPRESENTS]->()<-[:BY]-(:DocumentAct {act: 'signed'})-[:AT_EVENT]->(m) }
  RETURN null AS d, null AS a, null AS actor, m, p
}
// Where there is no act, or no part in the meeting, the other stands for it: the embedded engine
// searches the whole graph for a pattern that begins at nothing.
WITH d, a, actor, m, p, coalesce(a, p) AS deed, coalesce(p, a) AS part, split(actor.id, '/')[0] AS kind
OPTIONAL MATCH (part)-[:PARTICIPANT]->(person:Person)
OPTIONAL MATCH (part)-[:IN_POST]->(post:Post)
OPTIONAL MATCH (part)-[:REPRESENTS]->(party)
WITH d, a, actor, m, p, deed, part, kind,
     CASE kind WHEN 'person' THEN actor ELSE person END AS who,
     CASE kind WHEN 'post' THEN actor ELSE post END AS office,
     CASE WHEN kind IN ['state', 'region', 'body'] THEN actor ELSE party END AS side
WITH d, a, actor, m, p, deed, part, kind, who, office, side,
     coalesce(d, part) AS paper, coalesce(office, part) AS from_office, coalesce(side, part) AS from_side
WHERE ($person IS NULL OR who.id = $person)
  AND ($state IS NULL
       OR EXISTS { MATCH (from_side)-[:BODY_OF_STATE|REGION_OF*0..1]->(:State {id: $state}) }
       OR EXISTS { MATCH (from_office)-[:POST_IN|BODY_OF_STATE|REGION_OF*1..2]->(:State {id: $state}) }
       OR EXISTS { MATCH (part)-[:FROM_STATE]->(:State {id: $state}) }
       OR (actor IS NULL AND EXISTS { MATCH (paper)-[:HAS_PARTY]->(:State {id: $state}) }))
WITH d, a, actor, m, p, kind, who, office, side,
     [(paper)-[:HAS_PARTY]->(one) | one.name] AS parties,
     [(deed)-[:STATED_IN]->(passage:Passage) | passage.id]
     + [(part)-[:STATED_IN]->(passage:Passage) | passage.id] AS places,
     CASE WHEN a.dates IS NULL THEN m.start_date ELSE a.start_date END AS first
RETURN d.name AS document,
       d.id AS document_id,
       coalesce(a.act, 'signed') AS act,
       who.name AS person,
       who.id AS person_id,
       office.name AS post,
       side.name AS party,
       side.id AS party_id,
       a.by_group AS group,
       parties AS parties,
       m.name AS meeting,
       m.id AS meeting_id,
       coalesce(a.dates, m.dates) AS date,
       CASE WHEN a.basis = 'inferred' OR p.basis = 'inferred' THEN 'inferred'
            WHEN kind IN ['state', 'region', 'body'] AND (who IS NOT NULL OR office IS NOT NULL) THEN 'inferred'
            ELSE coalesce(a.basis, p.basis) END AS basis,
       [id IN places | split(toString(id), '/passage/')[0]] AS source,
       [id IN places | replace(toString(id), '/passage/', '#')] AS locator
ORDER BY CASE WHEN first IS NULL THEN 1 ELSE 0 END, first, coalesce(d.id, ''), coalesce(a.id, ''),
         coalesce(actor.id, ''), coalesce(p.id, '')
